// How a message is said at Twilio. Pure: from what is to be sent to the parts of a create request, or to why not.
import type { Failure, FailureKind } from '../../domain/failure.ts';
import type {
  InteractiveContent,
  LocationContent,
  MediaContent,
  MediaSource,
  ReplyOption,
} from '../../domain/message.ts';
import { numberedText } from '../../domain/numbered-text.ts';
import { isBsuid } from '../../domain/phone.ts';
import type { ChannelAccess, OutboundMessage } from '../provider.ts';
import { shapeContent, type ShapedContent } from './content.ts';
import { fillTemplate } from './template-variables.ts';

export type Plan =
  | { type: 'plain'; request: PlainRequest; options?: ReplyOption[] }
  /** A Content object of this shape must exist first. */
  | { type: 'content'; content: ShapedContent }
  /** The Content object exists: somebody had it approved. */
  | { type: 'template'; sid: string; variables: { [name: string]: string } }
  | { type: 'refused'; failure: Failure };

export interface PlainRequest {
  body?: string;
  mediaUrl?: string[];
  persistentAction?: string[];
}

export function planMessage({ transport }: Pick<ChannelAccess, 'transport'>, message: OutboundMessage): Plan {
  const { content } = message;
  if (transport === 'sms') return planSms(message);
  switch (content.kind) {
    case 'text':
      return plain({ body: content.text });
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return planMedia(content, message);
    case 'location':
      return plain(locationRequest(content));
    case 'interactive':
      return planInteractive(content, message);
    case 'template': {
      if (!message.template) return refused('template', 'template_missing', 'The template is not known here.');
      const filled = fillTemplate(message.template.definition, content, (source) => fileUrl(message, source));
      if ('problem' in filled) return refused('template', 'template_parameters', filled.problem);
      return { type: 'template', sid: message.template.externalId, variables: filled.variables };
    }
    case 'contacts':
    case 'reaction':
      return refused('permanent', 'not_supported', `Twilio cannot send messages of kind ${content.kind}.`);
  }
}

function planSms({ recipient, content }: OutboundMessage): Plan {
  if (isBsuid(recipient)) return refused('recipient', 'no_number', 'The person has no phone number to send an SMS to.');
  if (content.kind === 'text') return plain({ body: content.text });
  if (content.kind === 'interactive' && (content.header === undefined || content.header.type === 'text')) {
    const { text, options } = numberedText(content);
    return plain({ body: text }, options);
  }
  return refused('permanent', 'not_supported', 'Only text goes out by SMS.');
}

function planMedia(content: MediaContent, message: OutboundMessage): Plan {
  const { kind, caption = '' } = content;
  // The caption would be dropped without a word.
  if (caption !== '' && !captioned.has(kind)) {
    return refused('permanent', 'not_supported', `Twilio carries no caption with a file of kind ${kind}.`);
  }
  const url = fileUrl(message, content.source);
  if (url === undefined) return fileMissing;
  return plain({ mediaUrl: [url], ...(caption === '' ? {} : { body: caption }) });
}

const captioned: ReadonlySet<string> = new Set(['image', 'video']);

function locationRequest(content: LocationContent): PlainRequest {
  const { latitude, longitude, name, address } = content;
  const label = address ?? name;
  const action = `geo:${latitude},${longitude}${label === undefined ? '' : `|${label}`}`;
  return { body: locationWords(content), persistentAction: [action] };
}

/** Twilio wants words with every pin. */
export function locationWords({ latitude, longitude, name, address }: LocationContent): string {
  return name ?? address ?? `${latitude},${longitude}`;
}

/** Taps where Twilio has them, numbers where it has not. */
function planInteractive(content: InteractiveContent, message: OutboundMessage): Plan {
  const shaped = shapeContent(content);
  if (shaped) return { type: 'content', content: shaped };
  const { text, options } = numberedText(content);
  const { header } = content;
  if (header === undefined || header.type === 'text') return plain({ body: text }, options);
  if (!captioned.has(header.type)) {
    return refused('permanent', 'not_supported', `Twilio carries no words with a file of kind ${header.type}.`);
  }
  const url = fileUrl(message, header.source);
  return url === undefined ? fileMissing : plain({ body: text, mediaUrl: [url] }, options);
}

function plain(request: PlainRequest, options: ReplyOption[] = []): Plan {
  return { type: 'plain', request, ...(options.length === 0 ? {} : { options }) };
}

function refused(kind: FailureKind, code: string, text: string): Plan {
  return { type: 'refused', failure: { kind, code, text } };
}

const fileMissing = refused('media', 'file_missing', 'The file is not ready to be sent.');

function fileUrl({ files }: OutboundMessage, source: MediaSource): string | undefined {
  const reference = 'mediaId' in source ? files.get(source.mediaId) : undefined;
  return reference && 'url' in reference ? reference.url : undefined;
}

// Looks for a message whose send ended in doubt among the latest to its recipient. A wrong `absent` would send it twice
// and a wrong `found` would lose it, so what cannot be told apart is `unknown`.
//
// A list shows words and the number of files, neither locations nor choices nor which Content object it was. Equal words
// and files are taken for the message: the conversation sends nothing else while one is in doubt, and what it sent before
// is known. Other words prove that it is another message only where Twilio passes words on as they are, which it does on
// WhatsApp, not by SMS (trial notices, smart encoding), and which nobody promises of filled-in Content objects.
import { mediaSources } from '../../domain/content.ts';
import type { OutboundContent } from '../../domain/message.ts';
import { numberedText } from '../../domain/numbered-text.ts';
import type { Transport } from '../../domain/transport.ts';
import type { ChannelAccess, LookupResult, OutboundMessage } from '../provider.ts';
import { twilioAddress, twilioSender } from './addresses.ts';
import type { TwilioClient } from './client.ts';
import { shapeContent } from './content.ts';
import { locationWords } from './plan.ts';

type Candidate = Awaited<ReturnType<TwilioClient['messages']['list']>>[number];
type Likeness = 'same' | 'other' | 'unclear';

const lookupLimit = 100;
// Twilio's clock has whole seconds and is not ours.
const clockMs = 5_000;

/** `absent` only when the list reaches back to before the attempt, so that nothing can hide behind its end. */
export async function findTwilio(
  client: TwilioClient,
  channel: ChannelAccess,
  message: OutboundMessage,
  knownIds: ReadonlySet<string>,
): Promise<LookupResult> {
  try {
    const sender = twilioSender(channel);
    const latest = await client.messages.list({
      to: twilioAddress(channel, message.recipient),
      ...('from' in sender ? sender : {}),
      limit: lookupLimit,
    });
    const since = message.startedAt.getTime() - clockMs;
    const recent = latest.filter(({ sid, dateCreated }) => !knownIds.has(sid) && dateCreated.getTime() >= since);
    const candidates = 'from' in sender ? recent : recent.filter((one) => ofService(one, sender.messagingServiceSid));
    const compare = likenessTo(channel, message);
    const found = candidates.find((candidate) => compare(candidate) === 'same');
    if (found) return { type: 'found', externalId: found.sid };
    const complete = latest.length < lookupLimit || latest.some(({ dateCreated }) => dateCreated.getTime() < since);
    const clear = candidates.every((candidate) => compare(candidate) === 'other');
    return complete && clear ? { type: 'absent' } : { type: 'unknown' };
  } catch {
    return { type: 'unknown' };
  }
}

function ofService({ messagingServiceSid }: Candidate, service: string): boolean {
  return !messagingServiceSid || messagingServiceSid === service;
}

function likenessTo({ transport }: ChannelAccess, { content }: OutboundMessage): (candidate: Candidate) => Likeness {
  const words = wordsOf(content, transport);
  if (!words) return () => 'unclear';
  const files = mediaSources(content).length;
  const isPlain = words.exact && transport === 'whatsapp';
  return ({ body, numMedia }) => {
    if (words.text.trim() === body.trim() && Number(numMedia) === files) return 'same';
    return isPlain ? 'other' : 'unclear';
  };
}

/** What the list shows as the body, if that can be told. */
function wordsOf(content: OutboundContent, transport: Transport): { text: string; exact: boolean } | undefined {
  switch (content.kind) {
    case 'text':
      return { text: content.text, exact: true };
    case 'location':
      return { text: locationWords(content), exact: true };
    case 'interactive': {
      const shaped = transport === 'whatsapp' ? shapeContent(content) : undefined;
      return shaped ? { text: shaped.body, exact: false } : { text: numberedText(content).text, exact: true };
    }
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return { text: content.caption ?? '', exact: true };
    case 'template':
    case 'contacts':
    case 'reaction':
      return undefined;
  }
}

// Original file: proto/switchboard/v1/messaging_service.proto

import type {
  TextContent as _switchboard_v1_TextContent,
  TextContent__Output as _switchboard_v1_TextContent__Output,
} from '../../switchboard/v1/TextContent.ts';
import type {
  TemplateContent as _switchboard_v1_TemplateContent,
  TemplateContent__Output as _switchboard_v1_TemplateContent__Output,
} from '../../switchboard/v1/TemplateContent.ts';
import type {
  MediaContent as _switchboard_v1_MediaContent,
  MediaContent__Output as _switchboard_v1_MediaContent__Output,
} from '../../switchboard/v1/MediaContent.ts';
import type {
  InteractiveContent as _switchboard_v1_InteractiveContent,
  InteractiveContent__Output as _switchboard_v1_InteractiveContent__Output,
} from '../../switchboard/v1/InteractiveContent.ts';
import type {
  LocationContent as _switchboard_v1_LocationContent,
  LocationContent__Output as _switchboard_v1_LocationContent__Output,
} from '../../switchboard/v1/LocationContent.ts';
import type {
  ReactionContent as _switchboard_v1_ReactionContent,
  ReactionContent__Output as _switchboard_v1_ReactionContent__Output,
} from '../../switchboard/v1/ReactionContent.ts';
import type {
  ContactsContent as _switchboard_v1_ContactsContent,
  ContactsContent__Output as _switchboard_v1_ContactsContent__Output,
} from '../../switchboard/v1/ContactsContent.ts';

export interface SendMessageRequest {
  conversationId?: string;
  contactId?: string;
  phone?: string;
  channelId?: string;
  replyToMessageId?: string;
  requestId?: string;
  text?: _switchboard_v1_TextContent | null;
  template?: _switchboard_v1_TemplateContent | null;
  media?: _switchboard_v1_MediaContent | null;
  interactive?: _switchboard_v1_InteractiveContent | null;
  location?: _switchboard_v1_LocationContent | null;
  reaction?: _switchboard_v1_ReactionContent | null;
  contacts?: _switchboard_v1_ContactsContent | null;
  bulk?: boolean;
  recipient?: 'conversationId' | 'contactId' | 'phone';
  content?: 'text' | 'template' | 'media' | 'interactive' | 'location' | 'reaction' | 'contacts';
}

export interface SendMessageRequest__Output {
  conversationId?: string;
  contactId?: string;
  phone?: string;
  channelId: string;
  replyToMessageId: string;
  requestId: string;
  text?: _switchboard_v1_TextContent__Output | null;
  template?: _switchboard_v1_TemplateContent__Output | null;
  media?: _switchboard_v1_MediaContent__Output | null;
  interactive?: _switchboard_v1_InteractiveContent__Output | null;
  location?: _switchboard_v1_LocationContent__Output | null;
  reaction?: _switchboard_v1_ReactionContent__Output | null;
  contacts?: _switchboard_v1_ContactsContent__Output | null;
  bulk: boolean;
  recipient?: 'conversationId' | 'contactId' | 'phone';
  content?: 'text' | 'template' | 'media' | 'interactive' | 'location' | 'reaction' | 'contacts';
}

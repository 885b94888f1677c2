// Who takes part: contacts with their addresses, and the states of a conversation.
export type ContactStatus = 'active' | 'inactive' | 'unregistered';

export type AddressKind = 'phone' | 'bsuid';

export type ConversationStatus = 'pending' | 'active' | 'handed_over' | 'closed';

/** What becomes of a sender nobody registered: a new contact, or the registration prompt. */
export type UnknownSenderPolicy = 'create' | 'register';

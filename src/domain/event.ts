// What watchers of the api see.
export type EventType = 'message_received' | 'message_status_changed' | 'conversation_handed_over';

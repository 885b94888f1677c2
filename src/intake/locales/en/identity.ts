// What is told to those who may not take part, and to those who want to hear no more or again.
export const identity = {
  'identity.register_at':
    'This number is only for people registered with the organisation. Please register here: {url}',
  'identity.register':
    'This number is only for people registered with the organisation. Please ask them to register your number.',
  'identity.stopped': 'You will not receive any more messages from us. Reply START to receive them again.',
  'identity.opted_out':
    'You asked us not to send you messages, so we cannot answer. Reply START to receive messages again.',
  'identity.resumed': 'You will receive our messages again. Reply STOP at any time to end them.',
} as const;

/** Why there is no chat. Its message tells the user what to do. */
export class ChatError extends Error {
  override name = 'ChatError';
}

// A SHA-256 as providers write it: base64 in Meta's webhooks, hex in its other answers.

/** Lower-case hex; undefined when it is neither. */
export function normalizeSha256(text: string): string | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return undefined;
  return Buffer.from(text, 'base64').toString('hex');
}

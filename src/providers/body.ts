// Reads the JSON body of a webhook that is authentic.
import { MalformedWebhook } from './provider.ts';

// Far deeper than anything a provider sends, and well before writing it out again would exhaust the stack.
const deepest = 200;

/** Throws MalformedWebhook when it is not JSON. What is nested absurdly deep comes as its text: kept, not understood. */
export function readJsonBody(body: Buffer): unknown {
  const text = body.toString('utf8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new MalformedWebhook('The body is not JSON.');
  }
  return depthOf(text) > deepest ? { too_deep: text } : parsed;
}

const [quote, backslash] = [34, 92];
const opening = new Set([91, 123]);
const closing = new Set([93, 125]);

/** Of valid JSON. Over the text, because walking a value this deep is what must not happen. */
function depthOf(json: string): number {
  let depth = 0;
  let most = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (inText) {
      if (unit === backslash) at += 1;
      else if (unit === quote) inText = false;
    } else if (unit === quote) inText = true;
    else if (opening.has(unit)) most = Math.max(most, ++depth);
    else if (closing.has(unit)) depth -= 1;
  }
  return most;
}

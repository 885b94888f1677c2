// The text of a rule, as an RRULE or as cron, becomes what is followed.
import { readCron } from './cron.ts';
import { readRecurrenceLines } from './rrule.ts';
import type { Rule } from './rule.ts';

const longest = 4_000;
const examples = 'an RRULE such as FREQ=WEEKLY;BYDAY=MO, or the five fields of cron such as 0 9 * * 1';

/** The rule, or what is wrong with it, which continues a sentence that begins with its path. */
export function readRule(text: string): Rule | string {
  if (text.length > longest) return `is longer than ${longest} characters`;
  if (/\bFREQ=/i.test(text)) return readRecurrenceLines(text);
  const fields = text.trim().split(/\s+/);
  return fields.length === 5 ? readCron(fields) : `must be ${examples}`;
}

// People as they are named on the command line or in a file: all of them can be read, or none is taken.
import { readFile } from 'node:fs/promises';
import { isId } from '../domain/ids.ts';
import { normalizePhone } from '../domain/phone.ts';
import type { Database } from '../platform/db.ts';
import { listUnknownContacts, type Member } from '../store/recipient-groups.ts';
import { listNamedChannels } from './choices.ts';
import { UsageError } from './report.ts';

const mostShown = 10;

/** Throws UsageError. */
export async function readMembers(
  db: Database,
  tenantId: string,
  people: readonly string[],
  file: string | undefined,
): Promise<Member[]> {
  const given = [...people.map((text) => ({ text, place: text })), ...(file === undefined ? [] : await linesOf(file))];
  if (given.length === 0) throw new UsageError('Say whom: phones, ids of contacts, or --file <path>.');
  const country = await homeCountry(db, tenantId);
  const read = given.map(({ text, place }) => ({ place, member: memberOf(text, country) }));
  const members = read.flatMap(({ member }) => member ?? []);
  const ids = members.flatMap(({ contactId }) => contactId ?? []);
  const unknown = new Set(await listUnknownContacts(db, tenantId, ids));
  const wrong = read.filter(({ member }) => !member || (member.contactId !== null && unknown.has(member.contactId)));
  if (wrong.length === 0) return members;
  const shown = wrong.slice(0, mostShown).map(({ place }) => place);
  const more = wrong.length > shown.length ? ` and ${wrong.length - shown.length} more` : '';
  throw new UsageError(
    `Nobody was taken: ${shown.join(', ')}${more}. Write phones like +27821234567; or give ids of contacts of the tenant.`,
  );
}

async function linesOf(file: string): Promise<{ text: string; place: string }[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`There is no file ${file} that can be read.`);
  });
  return text.split(/\r?\n/).flatMap((line, index) => {
    const person = line.replace(/#.*/, '').trim();
    return person === '' ? [] : [{ text: person, place: `line ${index + 1}` }];
  });
}

/** Where numbers without a country are at home: where all channels of the tenant are. */
async function homeCountry(db: Database, tenantId: string): Promise<string | undefined> {
  const channels = (await listNamedChannels(db)).filter((channel) => channel.tenantId === tenantId);
  const [country, ...others] = new Set(channels.map((channel) => channel.homeCountry));
  return others.length === 0 ? country : undefined;
}

function memberOf(text: string, country: string | undefined): Member | undefined {
  if (isId(text)) return { contactId: text, phone: null };
  if (country === undefined && !text.startsWith('+')) return undefined;
  const phone = normalizePhone(text, country ?? 'US');
  return phone === undefined ? undefined : { contactId: null, phone };
}

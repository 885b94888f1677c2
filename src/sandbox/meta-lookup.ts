// What the Graph API tells of numbers and business accounts.
import { json } from './http.ts';
import type { Answer, JsonObject } from './http.ts';
import type { MetaAccounts, NumberRecord } from './meta-accounts.ts';
import { unknownObject, unknownPath } from './meta-errors.ts';
import type { MetaApp } from './options.ts';

export function lookUp(
  accounts: MetaAccounts,
  app: MetaApp,
  id: string,
  edge: string | undefined,
  query: URLSearchParams,
): Answer {
  const number = accounts.findNumber(app, id);
  if (number && edge === undefined) return json(200, only(describe(number), query));
  const numbers = accounts.listByWaba(app, id);
  if (numbers.length === 0) throw unknownObject('get', id);
  if (edge === undefined) return json(200, { id, name: numbers[0]?.verifiedName ?? 'Sandbox', currency: 'USD' });
  if (edge === 'phone_numbers') return json(200, { data: numbers.map(describe) });
  if (edge === 'subscribed_apps') {
    const data = [{ whatsapp_business_api_data: { id: app.appId, name: 'Sandbox', link: 'https://example.org' } }];
    return json(200, { data });
  }
  throw unknownPath(edge);
}

function describe(number: NumberRecord): JsonObject {
  return {
    verified_name: number.verifiedName ?? 'Sandbox',
    code_verification_status: 'VERIFIED',
    display_phone_number: number.displayPhoneNumber,
    quality_rating: number.quality,
    whatsapp_business_manager_messaging_limit: number.limit,
    status: 'CONNECTED',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
    id: number.phoneNumberId,
  };
}

/** `?fields=a,b`; the id always comes along. */
function only(object: JsonObject, query: URLSearchParams): JsonObject {
  const fields = query.get('fields')?.split(',');
  if (!fields) return object;
  return Object.fromEntries(Object.entries(object).filter(([key]) => key === 'id' || fields.includes(key)));
}

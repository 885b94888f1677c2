// Twilio's form bodies as an open map: it adds parameters without notice.

/** Every parameter; one that repeats becomes an array. Has no prototype, so no parameter name is special. */
export function formParams(body: Buffer): Record<string, string | string[]> {
  const params: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    const before = params[name];
    params[name] = before === undefined ? value : [before, value].flat();
  }
  return params;
}

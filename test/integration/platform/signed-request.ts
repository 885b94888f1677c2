// Requests to an S3 server signed by hand, so that each part of them can be made wrong; and sent as they are, not normalised.
import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';

export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
}

export interface Call {
  method: string;
  /** As in the request line, with the query. */
  target: string;
  headers?: { [name: string]: string };
  body?: Buffer | string;
  /** Default: the body's hash. */
  payloadHash?: string;
  at?: Date;
  region?: string;
  service?: string;
  /** After signing. */
  alter?: (headers: { [name: string]: string }) => { [name: string]: string };
}

export interface Reply {
  status: number;
  headers: { [name: string]: string | string[] | undefined };
  body: Buffer;
  /** Of an error. */
  code: string | undefined;
}

export const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');
export const hmac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest();

export function signingKey({ secretAccessKey }: Keys, day: string, region: string, service = 's3'): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), service), 'aws4_request');
}

export const stamp = (at: Date) => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** The headers, with the signature. `target` must be encoded as signatures want it already. */
export function sign(url: string, keys: Keys, call: Call): { [name: string]: string } {
  const { method, target, at = new Date(), region = 'us-east-1', service = 's3', body = '' } = call;
  const date = stamp(at);
  const payloadHash = call.payloadHash ?? sha256(body);
  const headers: { [name: string]: string } = {
    host: new URL(url).host,
    'x-amz-date': date,
    'x-amz-content-sha256': payloadHash,
    ...call.headers,
  };
  const [path = '', query = ''] = target.split('?');
  const names = Object.keys(headers).toSorted();
  const canonicalQuery = query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => (part.includes('=') ? part : `${part}=`))
    .toSorted()
    .join('&');
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const canonical = [method, path, canonicalQuery, lines, names.join(';'), payloadHash].join('\n');
  const scope = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const signature = hmac(signingKey(keys, date.slice(0, 8), region, service), toSign).toString('hex');
  const credential = `Credential=${keys.accessKeyId}/${scope}`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...headers, authorization };
}

export function send(url: string, call: Omit<Call, 'at'>): Promise<Reply> {
  const { method, target, headers = {}, body = '' } = call;
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const length = method === 'GET' || method === 'HEAD' ? {} : { 'content-length': Buffer.byteLength(body) };
    const outgoing = request(
      { hostname, port, method, path: target, headers: { ...length, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const whole = Buffer.concat(chunks);
          const code = /<Error><Code>(\w+)</.exec(whole.toString())?.[1];
          resolve({ status: response.statusCode!, headers: response.headers, body: whole, code });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export function signedCall(url: string, keys: Keys, call: Call): Promise<Reply> {
  const headers = sign(url, keys, call);
  return send(url, { ...call, headers: call.alter ? call.alter(headers) : headers });
}

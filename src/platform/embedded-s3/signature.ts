// Who sent a request? Verifies AWS Signature Version 4 in the Authorization header and in presigned URLs. Nothing anonymous.
import { canonicalHash, hmac, sameText, scopeText, signingKey, type Scope } from './canonical.ts';
import type { Credentials } from './credentials.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';

/** What a verified request's body still has to be held against. */
export interface Verified {
  /** Of x-amz-content-sha256, or UNSIGNED-PAYLOAD in a presigned URL. */
  payloadHash: string;
  key: Buffer;
  scope: string;
  /** As signed: 20261125T120000Z. */
  date: string;
  /** Where the chain of signed chunks begins. */
  signature: string;
}

interface Claim {
  scope: Scope;
  date: string;
  signedHeaders: readonly string[];
  signature: string;
  payloadHash: string;
}

const algorithm = 'AWS4-HMAC-SHA256';
const maxSkewMs = 15 * 60_000;
const maxExpirySeconds = 7 * 24 * 3_600;

/** Throws S3Error for whatever is not ours, too old or altered. */
export function verifySignature(request: S3Request, credentials: Credentials, now: Date): Verified {
  const isPresigned = request.query.some(([name]) => name === 'X-Amz-Signature' || name === 'X-Amz-Algorithm');
  const authorization = request.header('authorization');
  if (isPresigned && authorization !== undefined)
    throw new S3Error('InvalidArgument', 'Only one way of signing is allowed: the header or the URL.');
  if (!isPresigned && authorization === undefined)
    throw new S3Error('AccessDenied', 'The request is not signed, and nothing here is public.');
  const claim = isPresigned ? presignedClaim(request, now) : headerClaim(request, authorization!, now);
  requireSigned(request, claim.signedHeaders, isPresigned);
  return verifyClaim(request, claim, credentials);
}

function verifyClaim(request: S3Request, claim: Claim, credentials: Credentials): Verified {
  const { scope, date, signedHeaders, signature, payloadHash } = claim;
  if (!sameText(scope.accessKeyId, credentials.accessKeyId))
    throw new S3Error('InvalidAccessKeyId', 'The access key is not known here.');
  const key = signingKey(credentials.secretAccessKey, scope);
  const toSign = [algorithm, date, scopeText(scope), canonicalHash(request, signedHeaders, payloadHash)].join('\n');
  if (!sameText(hmac(key, toSign).toString('hex'), signature))
    throw new S3Error('SignatureDoesNotMatch', 'The signature does not match: another secret, or an altered request.');
  return { payloadHash, key, scope: scopeText(scope), date, signature };
}

function headerClaim(request: S3Request, authorization: string, now: Date): Claim {
  const malformed = () => new S3Error('AuthorizationHeaderMalformed', 'The Authorization header cannot be read.');
  const form = /^AWS4-HMAC-SHA256 +Credential=([^\s,]+), *SignedHeaders=([^\s,]+), *Signature=([0-9a-f]{64})$/;
  const [, credential, signedHeaders, signature] = form.exec(authorization) ?? [];
  if (credential === undefined || signedHeaders === undefined || signature === undefined) throw malformed();
  const date = request.header('x-amz-date') ?? '';
  const scope = parseScope(credential, date);
  if (scope === undefined) throw malformed();
  if (Math.abs(timeOf(date) - now.getTime()) > maxSkewMs) throw skewed();
  const payloadHash = request.header('x-amz-content-sha256');
  if (payloadHash === undefined) throw new S3Error('InvalidRequest', 'The header x-amz-content-sha256 is missing.');
  return { scope, date, signedHeaders: signedHeaders.split(';'), signature, payloadHash };
}

function presignedClaim(request: S3Request, now: Date): Claim {
  const malformed = () => new S3Error('AuthorizationQueryParametersError', 'The signature in the URL cannot be read.');
  const value = (name: string) => request.parameter(name) ?? '';
  const [date, signature, expires] = [value('X-Amz-Date'), value('X-Amz-Signature'), value('X-Amz-Expires')];
  const scope = parseScope(value('X-Amz-Credential'), date);
  const seconds = /^\d{1,6}$/.test(expires) ? Number(expires) : 0;
  const isWell = value('X-Amz-Algorithm') === algorithm && /^[0-9a-f]{64}$/.test(signature);
  if (scope === undefined || !isWell || seconds < 1 || seconds > maxExpirySeconds) throw malformed();
  if (timeOf(date) - now.getTime() > maxSkewMs) throw skewed();
  if (now.getTime() >= timeOf(date) + seconds * 1_000) throw new S3Error('AccessDenied', 'Request has expired');
  const signedHeaders = value('X-Amz-SignedHeaders').split(';');
  return { scope, date, signedHeaders, signature, payloadHash: 'UNSIGNED-PAYLOAD' };
}

/** Undefined unless it is one for S3, of the same day as the request. */
function parseScope(credential: string, date: string): Scope | undefined {
  const [accessKeyId, day, region, service, end, ...rest] = credential.split('/');
  if (!accessKeyId || !day || !region || service !== 's3' || end !== 'aws4_request' || rest.length > 0)
    return undefined;
  if (!/^\d{8}T\d{6}Z$/.test(date) || Number.isNaN(timeOf(date)) || !date.startsWith(day)) return undefined;
  return { accessKeyId, day, region };
}

function timeOf(date: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

// A header that changes what is stored must not be open to whoever passes the request on.
function requireSigned(request: S3Request, signed: readonly string[], isPresigned: boolean): void {
  const meaningful = request.headerNames.filter((name) => name.startsWith('x-amz-') || name === 'content-md5');
  const needed = ['host', ...meaningful.filter((name) => !(isPresigned && name === 'x-amz-content-sha256'))];
  const missing = needed.filter((name) => !signed.includes(name));
  if (missing.length > 0)
    throw new S3Error('AccessDenied', `There were headers that are not signed: ${missing.join(', ')}`);
}

const skewed = () =>
  new S3Error('RequestTimeTooSkewed', "The request's time and the server's differ by more than 15 minutes.");

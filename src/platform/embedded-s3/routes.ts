// Which operation a request is for. What this server does not do it refuses: to ignore a parameter would be to lie about it.
import { createBucket, headBucket, listObjects } from './buckets.ts';
import { notImplemented, S3Error } from './errors.ts';
import type { Operation } from './exchange.ts';
import { abortUpload, completeUpload, createUpload, uploadPart } from './multipart.ts';
import { deleteObject, getObject, headObject, putObject } from './objects.ts';
import type { S3Request } from './request.ts';

interface Route {
  method: string;
  on: 'bucket' | 'object';
  /** Parameters that make it this operation. */
  needs: readonly string[];
  takes: readonly string[];
  run: Operation;
}

const listing = [
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type',
  'fetch-owner',
];
const overrides = ['type', 'language', 'expires', 'cache-control', 'content-disposition', 'content-encoding'];
const responses = overrides.map((name) => `response-${name.replace(/^(type|language)$/, 'content-$1')}`);

const routes: readonly Route[] = [
  { method: 'PUT', on: 'bucket', needs: [], takes: [], run: createBucket },
  { method: 'HEAD', on: 'bucket', needs: [], takes: [], run: headBucket },
  { method: 'GET', on: 'bucket', needs: ['list-type'], takes: listing, run: listObjects },
  { method: 'POST', on: 'object', needs: ['uploads'], takes: [], run: createUpload },
  { method: 'PUT', on: 'object', needs: ['partNumber', 'uploadId'], takes: [], run: uploadPart },
  { method: 'POST', on: 'object', needs: ['uploadId'], takes: [], run: completeUpload },
  { method: 'DELETE', on: 'object', needs: ['uploadId'], takes: [], run: abortUpload },
  { method: 'PUT', on: 'object', needs: [], takes: [], run: putObject },
  { method: 'GET', on: 'object', needs: [], takes: responses, run: getObject },
  { method: 'HEAD', on: 'object', needs: [], takes: responses, run: headObject },
  { method: 'DELETE', on: 'object', needs: [], takes: [], run: deleteObject },
];

/** Throws S3Error when there is none. */
export function operationOf(request: S3Request): Operation {
  if (request.bucket === '') throw notImplemented('Listing buckets');
  const on = request.key === '' ? 'bucket' : 'object';
  const names = request.query.map(([name]) => name).filter((name) => !isCommon(name));
  const ofMethod = routes.filter((route) => route.on === on && route.method === request.method);
  const route = ofMethod.find(
    ({ needs, takes }) =>
      needs.every((name) => names.includes(name)) &&
      names.every((name) => needs.includes(name) || takes.includes(name)),
  );
  if (!route) {
    if (ofMethod.length === 0) throw new S3Error('MethodNotAllowed', `${request.method} is not for a ${on}.`);
    throw notImplemented(`${request.method} of a ${on} with "?${names.join('&')}"`);
  }
  const header = request.headerNames.find((name) => refusedHeaders.test(name));
  if (header !== undefined) throw notImplemented(`The header ${header}`);
  return route.run;
}

/** Of signatures, and of clients that name the operation they mean. */
const isCommon = (name: string) => name === 'x-id' || name.startsWith('X-Amz-');

const refusedHeaders =
  /^x-amz-(copy-source|server-side-encryption|tagging|acl|grant-|object-lock|website-redirect|write-offset)/;

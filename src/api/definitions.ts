// The services and messages as the .proto files define them. Loaded once; src/api/gen holds their types.
import path from 'node:path';
import { loadPackageDefinition, type MethodDefinition, type ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { ProtoGrpcType as Contacts } from './gen/contact_service.ts';
import type { ProtoGrpcType as ErrorDetails } from './gen/error_details.ts';
import type { ProtoGrpcType as Media } from './gen/media_service.ts';
import type { ProtoGrpcType as Messaging } from './gen/messaging_service.ts';
import type { ProtoGrpcType as Operations } from './gen/operations_service.ts';
import type { ProtoGrpcType as Orders } from './gen/order_service.ts';
import type { ProtoGrpcType as Reflection } from './gen/reflection.ts';
import type { ProtoGrpcType as Reminders } from './gen/reminder_service.ts';
import type { ProtoGrpcType as Templates } from './gen/template_service.ts';
import type { ProtoGrpcType as Tickets } from './gen/ticket_service.ts';

const files = [
  'switchboard/v1/messaging_service.proto',
  'switchboard/v1/contact_service.proto',
  'switchboard/v1/media_service.proto',
  'switchboard/v1/template_service.proto',
  'switchboard/v1/ticket_service.proto',
  'switchboard/v1/order_service.proto',
  'switchboard/v1/reminder_service.proto',
  'switchboard/v1/operations_service.proto',
  'google/rpc/error_details.proto',
  'grpc/reflection/v1/reflection.proto',
  'grpc/reflection/v1alpha/reflection.proto',
];

const includeDirs = [path.join(import.meta.dirname, '../../proto')];
// Their shape is what the generator says it is; the libraries do not know it.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const loaded = loadPackageDefinition(
  loadSync(files, { longs: String, enums: String, defaults: true, oneofs: true, includeDirs }),
) as unknown as {
  google: Messaging['google'] & ErrorDetails['google'];
  switchboard: {
    v1: Messaging['switchboard']['v1'] &
      Contacts['switchboard']['v1'] &
      Media['switchboard']['v1'] &
      Templates['switchboard']['v1'] &
      Tickets['switchboard']['v1'] &
      Orders['switchboard']['v1'] &
      Reminders['switchboard']['v1'] &
      Operations['switchboard']['v1'];
  };
  // Both versions have the same shape.
  grpc: { reflection: { v1: Reflection['grpc']['reflection']['v1']; v1alpha: Reflection['grpc']['reflection']['v1'] } };
};

export const api = loaded.switchboard.v1;
export const rpc = loaded.google.rpc;
export const reflection = loaded.grpc.reflection;

/** What a method receives in place of a request whose bytes are no such message. */
export const malformed = Symbol('malformed request');

/**
 * The same service, whose requests never fail to decode: grpc-js would answer INTERNAL, as if the fault were ours. The
 * handler gets `malformed` instead and refuses it.
 */
export function tolerant<Service extends ServiceDefinition>(service: Service): Service {
  const entries = Object.entries(service).map(([name, method]: [string, MethodDefinition<unknown, unknown>]) => {
    const requestDeserialize = (bytes: Buffer): unknown => {
      try {
        return method.requestDeserialize(bytes);
      } catch {
        return malformed;
      }
    };
    return [name, { ...method, requestDeserialize }];
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same methods under the same names
  return Object.fromEntries(entries) as Service;
}

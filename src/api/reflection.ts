// Server reflection: hands out the compiled .proto files as `buf build` wrote them. Descriptors rebuilt from loaded
// definitions differ from these, and strict clients refuse them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { status as Status, type handleBidiStreamingCall, type Server } from '@grpc/grpc-js';
import { reflection, tolerant, malformed } from './definitions.ts';
import type { ServerReflectionRequest__Output as Request } from './gen/grpc/reflection/v1/ServerReflectionRequest.ts';
import type { ServerReflectionResponse as Response } from './gen/grpc/reflection/v1/ServerReflectionResponse.ts';

interface ProtoFile {
  bytes: Buffer;
  name: string;
  dependencies: string[];
}

interface Catalogue {
  files: Map<string, ProtoFile>;
  /** The file that declares each full name: of messages, enums, services and methods. */
  symbols: Map<string, ProtoFile>;
  services: string[];
}

export function addReflection(server: Server): void {
  const catalogue = readCatalogue(readFileSync(path.join(import.meta.dirname, 'gen/descriptors.binpb')));
  const handler: handleBidiStreamingCall<Request, Response> = (call) => {
    call.on('data', (request: Request | typeof malformed) => call.write(answer(catalogue, request)));
    call.on('end', () => call.end());
    call.on('error', () => call.end());
  };
  for (const { ServerReflection } of [reflection.v1, reflection.v1alpha]) {
    server.addService(tolerant(ServerReflection.service), { ServerReflectionInfo: handler });
  }
}

function answer(catalogue: Catalogue, request: Request | typeof malformed): Response {
  if (request === malformed) return failure(Status.INVALID_ARGUMENT, 'not a reflection request');
  const head = { validHost: request.host, originalRequest: request };
  switch (request.messageRequest) {
    case 'listServices':
      return { ...head, listServicesResponse: { service: catalogue.services.map((name) => ({ name })) } };
    case 'fileByFilename':
      return { ...head, ...withFiles(catalogue, catalogue.files.get(request.fileByFilename ?? '')) };
    case 'fileContainingSymbol':
      return { ...head, ...withFiles(catalogue, catalogue.symbols.get(request.fileContainingSymbol ?? '')) };
    // There are no extensions in proto3.
    case 'fileContainingExtension':
    case 'allExtensionNumbersOfType':
    case undefined:
    default:
      return { ...head, ...failure(Status.NOT_FOUND, 'not found') };
  }
}

function failure(errorCode: number, errorMessage: string): Response {
  return { errorResponse: { errorCode, errorMessage } };
}

function withFiles({ files }: Catalogue, file: ProtoFile | undefined): Response {
  if (!file) return failure(Status.NOT_FOUND, 'not found');
  const needed = new Set([file]);
  for (const each of needed) for (const name of each.dependencies) if (files.has(name)) needed.add(files.get(name)!);
  return { fileDescriptorResponse: { fileDescriptorProto: [...needed].map(({ bytes }) => bytes) } };
}

// The field numbers of google/protobuf/descriptor.proto that matter here.
const inSet = { file: 1 };
const inFile = { name: 1, package: 2, dependency: 3, message: 4, enum: 5, service: 6 };
const inMessage = { name: 1, message: 3, enum: 4 };
const inService = { name: 1, method: 2 };

function readCatalogue(set: Buffer): Catalogue {
  const catalogue: Catalogue = { files: new Map(), symbols: new Map(), services: [] };
  for (const bytes of blocks(set, inSet.file)) {
    const file = { bytes, name: text(bytes, inFile.name), dependencies: blocks(bytes, inFile.dependency).map(String) };
    catalogue.files.set(file.name, file);
    const scope = text(bytes, inFile.package);
    for (const name of [...namesIn(bytes, scope, inFile), ...servicesIn(bytes, scope)])
      catalogue.symbols.set(name, file);
    catalogue.services.push(...blocks(bytes, inFile.service).map((service) => `${scope}.${text(service, 1)}`));
  }
  return catalogue;
}

function namesIn(bytes: Buffer, scope: string, fields: { message: number; enum: number }): string[] {
  const enums = blocks(bytes, fields.enum).map((each) => `${scope}.${text(each, 1)}`);
  const messages = blocks(bytes, fields.message).flatMap((message) => {
    const name = `${scope}.${text(message, inMessage.name)}`;
    return [name].concat(namesIn(message, name, inMessage));
  });
  return [...enums, ...messages];
}

function servicesIn(bytes: Buffer, scope: string): string[] {
  return blocks(bytes, inFile.service).flatMap((service) => {
    const name = `${scope}.${text(service, inService.name)}`;
    return [name].concat(blocks(service, inService.method).map((method) => `${name}.${text(method, 1)}`));
  });
}

function text(bytes: Buffer, field: number): string {
  return blocks(bytes, field)[0]?.toString() ?? '';
}

/** The length-delimited values of one field of an encoded message. Descriptors hold only these and varints. */
function blocks(bytes: Buffer, field: number): Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const size = varint();
    if ((tag & 7) !== 2) continue;
    if (tag >> 3 === field) found.push(bytes.subarray(at, at + size));
    at += size;
  }
  return found;
}

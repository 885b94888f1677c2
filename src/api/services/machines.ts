// OperationsService: the machines that people report about.
import { codeKey } from '../../domain/order.ts';
import * as store from '../../store/machines.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound, Refusal, toRpcStatus } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { BatchUpsertMachinesRequest__Output as BatchRequest } from '../gen/switchboard/v1/BatchUpsertMachinesRequest.ts';
import type { BatchUpsertMachinesResponse } from '../gen/switchboard/v1/BatchUpsertMachinesResponse.ts';
import type { DeleteMachineRequest__Output as DeleteRequest } from '../gen/switchboard/v1/DeleteMachineRequest.ts';
import type { DeleteMachineResponse } from '../gen/switchboard/v1/DeleteMachineResponse.ts';
import type { ListMachinesRequest__Output as ListRequest } from '../gen/switchboard/v1/ListMachinesRequest.ts';
import type { ListMachinesResponse } from '../gen/switchboard/v1/ListMachinesResponse.ts';
import type { Machine, Machine__Output as MachineRequest } from '../gen/switchboard/v1/Machine.ts';
import { pageSize, pageToken, readPageToken } from '../pagination.ts';
import { attempt, checkBatch, refuseRepeated, valid } from './batches.ts';
import { readCode } from './orders.ts';

export const batchUpsertMachines: UnaryMethod<BatchRequest, BatchUpsertMachinesResponse> = async (
  api,
  caller,
  request,
) => {
  checkBatch('machines', request.machines);
  const read = request.machines.map((each, index) => attempt(() => readMachine(each, `machines[${index}].`)));
  const items = refuseRepeated(read, (index) => `machines[${index}].code`);
  const written = await inTenant(api, caller, (trx) => store.upsertMachines(trx, caller.tenantId, valid(items)));
  return {
    results: items.map((item) =>
      item instanceof Refusal ? { error: toRpcStatus(item) } : { machine: toMachine(written.get(item.key)!) },
    ),
  };
};

const longestWords = 200;

function readMachine({ code, name, place }: MachineRequest, path: string): store.MachineValues {
  const fields = new Fields(path);
  const values = {
    code: readCode(fields, 'code', code),
    key: codeKey(code),
    name: fields.text('name', name, { max: longestWords }) || null,
    place: fields.text('place', place, { max: longestWords }) || null,
  };
  fields.done();
  return values;
}

export const deleteMachine: UnaryMethod<DeleteRequest, DeleteMachineResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const code = readCode(fields, 'code', request.code);
  fields.done();
  const deleted = await inTenant(api, caller, (trx) => store.deleteMachine(trx, codeKey(code)));
  if (!deleted) throw notFound('machine', '');
  return {};
};

export const listMachines: UnaryMethod<ListRequest, ListMachinesResponse> = async (api, caller, request) => {
  const query = [caller.tenantId, 'ListMachines'];
  const fields = new Fields();
  const limit = pageSize(fields, request.pageSize);
  const beforeId = readPageToken(fields, query, request.pageToken)?.[0];
  fields.done();
  const found = await inTenant(api, caller, (trx) => store.listMachines(trx, beforeId, limit + 1));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { machines: page.map(toMachine), nextPageToken: last ? pageToken(query, [last.id]) : '' };
};

function toMachine({ id, code, name, place }: store.StoredMachine): Machine {
  return { id, code, name: name ?? '', place: place ?? '' };
}

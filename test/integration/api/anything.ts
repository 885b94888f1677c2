// Requests with anything in them, as fast-check makes them. Numbers stand for enums, also such as no version names.
import fc from 'fast-check';

/** What stands where text is asked for: ids that are there among it. */
type Text = () => fc.Arbitrary<string>;

export const number = () => fc.constantFrom(0, 1, -1, 2_147_483_647, -2_147_483_648, 7);
export const long = () => fc.constantFrom('0', '-1', '9223372036854775807', '-9223372036854775808', '1700000000');
export const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
export const list = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 4 });
export const record = (shape: { [field: string]: fc.Arbitrary<unknown> }) => fc.record(shape, { requiredKeys: [] });

export const time = () => record({ seconds: long(), nanos: number() });
export const pageOf = (text: Text) => ({ pageSize: number(), pageToken: text() });

export const ticketRequests = (text: Text) => {
  const which = { ticketId: optional(text()), number: optional(text()) };
  return {
    GetTicket: record(which),
    ListTickets: record({
      kinds: list(number()),
      statuses: list(number()),
      severities: list(number()),
      slaStates: list(number()),
      contactId: text(),
      orderNumber: text(),
      ...pageOf(text),
    }),
    UpdateTicket: record({
      ...which,
      version: number(),
      status: number(),
      severity: number(),
      message: text(),
      notify: fc.boolean(),
      requestId: optional(text()),
    }),
    AddTicketNote: record({ ...which, author: text(), text: text(), requestId: optional(text()) }),
    ListTicketNotes: record({ ...which, ...pageOf(text) }),
  };
};

export const orderRequests = (text: Text) => {
  const json = fc.letrec((tie) => ({
    struct: record({ fields: fc.dictionary(text(), tie('value'), { maxKeys: 3 }) }),
    value: fc.oneof(
      { depthSize: 'medium' },
      record({ stringValue: text() }),
      record({ numberValue: fc.double() }),
      record({ structValue: tie('struct') }),
      record({ listValue: record({ values: list(tie('value')) }) }),
    ),
  }));
  const order = record({
    number: text(),
    status: number(),
    title: text(),
    progressPercent: optional(number()),
    expectedAt: time(),
    slaDueAt: time(),
    heldFor: text(),
    details: json.struct,
    version: number(),
  });
  return {
    UpsertOrder: order,
    BatchUpsertOrders: record({ orders: list(order) }),
    GetOrder: record({ orderId: optional(text()), number: optional(text()) }),
    ListOrders: record({ statuses: list(number()), ...pageOf(text) }),
  };
};

export const operationsRequests = (text: Text) => ({
  ListSessions: record({ flow: text(), channelId: text(), contactId: text(), ...pageOf(text) }),
  ClearSession: record({ conversationId: text() }),
  BatchUpsertMachines: record({ machines: list(record({ code: text(), name: text(), place: text() })) }),
  DeleteMachine: record({ code: text() }),
  ListMachines: record(pageOf(text)),
  SetSlaRules: record({ rules: list(record({ kind: number(), severity: number(), minutes: number() })) }),
  ListSlaRules: record({}),
});

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

export function reminderRequests(text: Text) {
  const schedule = {
    at: optional(time()),
    local: optional(record({ time: wallClock(text), zone: zone(text) })),
    rule: optional(
      record({
        rule: rule(text),
        zone: zone(text),
        startsAt: wallClock(text),
        endsAt: optional(time()),
        count: number(),
      }),
    ),
  };
  const template = record({
    name: text(),
    language: text(),
    parameters: fc.dictionary(
      fc.oneof(fc.constantFrom('1', 'header', 'header_image', 'url0', '__proto__'), text()),
      text(),
      {
        maxKeys: 3,
      },
    ),
  });
  const reminder = record({
    contactId: optional(text()),
    phone: optional(text()),
    channelId: optional(text()),
    template,
    ...schedule,
    reference: text(),
    requestId: text(),
    sendWithinSeconds: number(),
    quietHours: number(),
    sessionText: text(),
    smsFallback: fc.boolean(),
  });
  const reminderId = text();
  return {
    EnqueueReminder: reminder,
    BatchEnqueueReminders: record({ reminders: list(reminder) }),
    GetReminder: record({ reminderId }),
    ListReminders: record({
      states: list(number()),
      contactId: text(),
      startTime: time(),
      endTime: time(),
      reference: text(),
      ...pageOf(text),
    }),
    CancelReminder: record({ reminderId }),
    RescheduleReminder: record({ reminderId, version: number(), ...schedule }),
    PreviewReminder: record({ reminder: optional(reminder), reminderId: optional(text()), instants: number() }),
  };
}

const zone = (text: Text) => fc.oneof(fc.constantFrom('Africa/Johannesburg', 'america/new_york', '+02:00'), text());
const wallClock = (text: Text) =>
  fc.oneof(fc.constantFrom('2033-03-08T09:00', '2033-02-30T09:00', '0000-01-01T00:00'), text());
const rule = (text: Text) =>
  fc.oneof(fc.constantFrom('FREQ=WEEKLY;BYDAY=MO', '0 9 * * 1', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'), text());

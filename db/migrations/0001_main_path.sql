-- The main path: who talks with whom (tenants, channels, contacts, conversations), what was said (messages),
-- what is still to be done with it (inbox, outbox), and what was tried and seen (send_attempts, receipts, events).
--
-- Ids are UUIDv7 made by the program, so the time a row was made is in its id. Every tenant-owned table carries
-- tenant_id in its foreign keys: a row cannot point across tenants, whoever wrote it.

-- The api's statements run under this role: it owns nothing, so row-level security always applies to it.
-- Roles belong to the cluster, not the database, so it may be there already.
do $$
begin
  create role switchboard_api nologin;
exception when duplicate_object then null;
end $$;
grant switchboard_api to current_user;

-- The tenant of the api call in progress. Unset or empty gives null, and null matches no row: it fails closed.
create function current_tenant() returns uuid language sql stable parallel safe
  return nullif(current_setting('switchboard.tenant_id', true), '')::uuid;

create table tenants (
  id uuid not null,
  name text not null,
  created_at timestamptz not null default now(),
  constraint tenants_pkey primary key (id),
  constraint tenants_name_key unique (name)
);

create table channels (
  id uuid not null,
  tenant_id uuid not null,
  name text not null,
  provider text not null,
  account text not null,            -- Meta: WhatsApp Business Account id; Twilio: AccountSid
  address text not null,            -- what the provider routes by. Meta: phone_number_id; Twilio: the sender in E.164
  phone text,                       -- the number people see, E.164
  home_country text not null,       -- ISO 3166 alpha-2: how national spellings of numbers are read
  api_url text,                     -- null: the provider's own
  flow text not null default 'echo',
  unknown_sender text not null default 'create',
  registration_url text,
  shared boolean not null default false, -- true: the tenant of a message is the tenant of its sender's contact
  secrets bytea not null,           -- AES-256-GCM under SWITCHBOARD_MASTER_KEY
  enabled boolean not null default true,
  paused_until timestamptz,
  paused_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint channels_pkey primary key (id),
  constraint channels_tenant_fkey foreign key (tenant_id) references tenants (id),
  constraint channels_address_key unique (provider, account, address),
  constraint channels_name_key unique (tenant_id, name),
  constraint channels_provider_check check (provider in ('meta', 'twilio')),
  constraint channels_unknown_sender_check check (unknown_sender in ('create', 'register')),
  constraint channels_home_country_check check (home_country ~ '^[A-Z]{2}$')
);

create table api_keys (
  id uuid not null,
  tenant_id uuid not null,
  name text not null,
  hash bytea not null,              -- SHA-256 of the key: it is random, so nothing slower is needed
  hint text not null,               -- its last four characters, to tell keys apart
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  constraint api_keys_pkey primary key (id),
  constraint api_keys_tenant_fkey foreign key (tenant_id) references tenants (id),
  constraint api_keys_hash_key unique (hash)
);

create table contacts (
  id uuid not null,
  tenant_id uuid not null,
  name text,
  status text not null default 'active',
  locale text,
  registration_prompted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint contacts_pkey primary key (id),
  constraint contacts_tenant_key unique (tenant_id, id),
  constraint contacts_tenant_fkey foreign key (tenant_id) references tenants (id),
  constraint contacts_status_check check (status in ('active', 'inactive', 'unregistered'))
);

create table contact_addresses (
  tenant_id uuid not null,
  contact_id uuid not null,
  kind text not null,
  scope text not null default '',   -- a BSUID means something only within one business portfolio (account)
  value text not null,              -- phone: canonical E.164
  created_at timestamptz not null default now(),
  constraint contact_addresses_pkey primary key (tenant_id, kind, scope, value),
  constraint contact_addresses_contact_fkey foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade,
  constraint contact_addresses_kind_check check (kind in ('phone', 'bsuid')),
  constraint contact_addresses_scope_check check ((kind = 'phone') = (scope = ''))
);
create index contact_addresses_contact_idx on contact_addresses (contact_id);
-- A shared channel looks a sender up before the tenant is known.
create index contact_addresses_value_idx on contact_addresses (kind, scope, value);

create table conversations (
  id uuid not null,
  tenant_id uuid not null,
  channel_id uuid not null,
  contact_id uuid not null,
  recipient text not null,          -- how the provider addresses the person: E.164 as last seen, or a BSUID
  status text not null default 'pending',
  unread_count integer not null default 0,
  last_message_at timestamptz not null default now(),
  window_expires_at timestamptz,    -- free text may be sent until then
  created_at timestamptz not null default now(),
  constraint conversations_pkey primary key (id),
  constraint conversations_tenant_key unique (tenant_id, id),
  constraint conversations_contact_key unique (channel_id, contact_id),
  constraint conversations_channel_fkey foreign key (channel_id) references channels (id),
  constraint conversations_contact_fkey foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
  constraint conversations_status_check check (status in ('pending', 'active', 'handed_over', 'closed'))
) with (fillfactor = 80);
create index conversations_recent_idx on conversations (tenant_id, last_message_at desc, id desc);
create index conversations_person_idx on conversations (contact_id);

-- One month a partition, by the time in the id. No default partition: with one, Postgres cannot walk the
-- partitions in order and a history page would open them all.
create table messages (
  id uuid not null,
  tenant_id uuid not null,
  conversation_id uuid not null,
  direction text not null,
  kind text not null,
  body text,
  payload jsonb,
  status text not null,
  external_id text,
  reply_to text,                    -- external id of the quoted message
  caused_by_id uuid,                -- the inbound message this answers; with it, one trace from webhook to receipt
  provider_at timestamptz,          -- when the provider says it was sent
  accepted_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  played_at timestamptz,
  failed_at timestamptz,
  error_code text,
  error_kind text,
  error_text text,
  constraint messages_pkey primary key (id),
  constraint messages_conversation_fkey foreign key (tenant_id, conversation_id) references conversations (tenant_id, id),
  constraint messages_direction_check check (direction in ('inbound', 'outbound')),
  constraint messages_status_check check (status in
    ('received', 'queued', 'uncertain', 'accepted', 'sent', 'failed', 'delivered', 'read', 'played'))
) partition by range (id);
create index messages_conversation_idx on messages (conversation_id, id);

-- Never downwards: an update is taken only when the new rank is higher. A delivered or read receipt outranks a
-- failure; a failure outranks what came before delivery. The table in src/domain/receipt.ts is tested against this one.
create function message_status_rank(status text) returns integer language sql immutable parallel safe
  return case status
    when 'received' then 0 when 'queued' then 0 when 'uncertain' then 10 when 'accepted' then 20 when 'sent' then 30
    when 'failed' then 40 when 'delivered' then 50 when 'read' then 60 when 'played' then 70 end;

-- The lowest UUIDv7 of an instant.
create function uuid_floor(at timestamptz) returns uuid language sql immutable parallel safe
  return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Makes the monthly partitions of messages and events from one month before `from_at` to `months` after. Idempotent.
create function ensure_partitions(from_at timestamptz, months integer) returns integer language plpgsql as $$
declare
  parent text;
  month timestamptz;
  partition text;
  made integer := 0;
begin
  foreach parent in array array['messages', 'events'] loop
    for i in -1 .. months loop
      month := date_trunc('month', from_at at time zone 'UTC') at time zone 'UTC' + make_interval(months => i);
      partition := parent || '_' || to_char(month at time zone 'UTC', 'YYYY_MM');
      if to_regclass(partition) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L) with (fillfactor = 85)',
          partition, parent, uuid_floor(month), uuid_floor((month at time zone 'UTC' + interval '1 month') at time zone 'UTC'));
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;

-- De-duplication outlives the partitions, and a receipt finds its message by it.
create table message_keys (
  channel_id uuid not null,
  external_id text not null,
  message_id uuid not null,
  constraint message_keys_pkey primary key (channel_id, external_id)
);

-- What waits to be handled, per conversation, in order of its ids. A job only says which conversation has mail.
-- Small tables beside the large one: their rows come and go without touching the indexes of messages.
create table inbox (
  conversation_id uuid not null,
  message_id uuid not null,
  provider_at timestamptz not null,
  attempts integer not null default 0,
  last_error text,
  dead_at timestamptz,
  constraint inbox_pkey primary key (conversation_id, provider_at, message_id) -- the order of handling
);

create table outbox (
  message_id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  attempts integer not null default 0,
  not_before timestamptz not null default now(),
  attempt_id uuid,                  -- the attempt in flight or in doubt
  lease_until timestamptz,          -- nobody else may touch the conversation's mail until then
  in_doubt boolean not null default false, -- the attempt's outcome is unknown: settle it, never repeat it blindly
  constraint outbox_pkey primary key (message_id)
);
create index outbox_conversation_idx on outbox (conversation_id, message_id);
create index outbox_lease_idx on outbox (lease_until) where lease_until is not null;

create table send_attempts (
  id uuid not null,                 -- travels with the send and comes back on its receipts
  tenant_id uuid not null,
  message_id uuid not null,
  channel_id uuid not null,
  number integer not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text,                     -- null: not known (in flight, or the process died)
  external_id text,
  error_code text,
  error_kind text,
  error_text text,
  constraint send_attempts_pkey primary key (id),
  constraint send_attempts_outcome_check check (outcome in ('accepted', 'rejected', 'retry', 'ambiguous', 'absent'))
) with (fillfactor = 80);
create index send_attempts_message_idx on send_attempts (message_id);

-- Receipts whose message is not known yet: they can beat the answer to our own send.
create table early_receipts (
  channel_id uuid not null,
  external_id text not null,
  status text not null,
  at timestamptz not null,
  error jsonb,
  received_at timestamptz not null default now(),
  constraint early_receipts_pkey primary key (channel_id, external_id, status)
);

create table sessions (
  conversation_id uuid not null,
  tenant_id uuid not null,
  flow text not null,
  state jsonb not null,
  updated_at timestamptz not null default now(),
  constraint sessions_pkey primary key (conversation_id),
  constraint sessions_conversation_fkey foreign key (tenant_id, conversation_id) references conversations (tenant_id, id)
);

-- What watchers of the api see. Read in order of (xid, id) up to the oldest transaction still open: a row that
-- commits late can then never appear behind a position already handed out.
create table events (
  id uuid not null,
  tenant_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  type text not null,
  conversation_id uuid not null,
  message_id uuid,
  data jsonb not null default '{}',
  constraint events_pkey primary key (tenant_id, xid, id) -- the order in which they are read; id partitions
) partition by range (id);

-- Webhook items we could not place: kept whole, so nothing is lost because it was unusual.
create table webhook_events (
  id uuid not null,
  provider text not null,
  kind text not null,
  reason text not null,
  payload jsonb not null,
  constraint webhook_events_pkey primary key (id)
);

-- request_id of the api's creating calls: the first answer is given again.
create table api_requests (
  tenant_id uuid not null,
  request_id text not null,
  method text not null,
  body_hash bytea not null,
  resource_id uuid not null,
  created_at timestamptz not null default now(),
  constraint api_requests_pkey primary key (tenant_id, request_id),
  constraint api_requests_tenant_fkey foreign key (tenant_id) references tenants (id)
);
create index api_requests_created_idx on api_requests (created_at);

select ensure_partitions(now(), 12);

-- Row-level security, table by table. Everything the api may touch is listed here and nothing else is granted.
alter table tenants enable row level security;
alter table channels enable row level security;
alter table api_keys enable row level security;
alter table contacts enable row level security;
alter table contact_addresses enable row level security;
alter table conversations enable row level security;
alter table messages enable row level security;
alter table sessions enable row level security;
alter table send_attempts enable row level security;
alter table events enable row level security;
alter table api_requests enable row level security;
alter table outbox enable row level security;
alter table message_keys enable row level security;

create policy tenants_own on tenants to switchboard_api using (id = (select current_tenant()));
create policy channels_own on channels to switchboard_api using (tenant_id = (select current_tenant()));
-- A conversation of ours may run over another tenant's channel, when that is shared.
create policy channels_shared on channels to switchboard_api using (shared and exists (
  select from conversations c where c.channel_id = channels.id and c.tenant_id = (select current_tenant())));
create policy contacts_own on contacts to switchboard_api using (tenant_id = (select current_tenant()));
create policy contact_addresses_own on contact_addresses to switchboard_api using (tenant_id = (select current_tenant()));
create policy conversations_own on conversations to switchboard_api using (tenant_id = (select current_tenant()));
create policy messages_own on messages to switchboard_api using (tenant_id = (select current_tenant()));
create policy send_attempts_own on send_attempts to switchboard_api using (tenant_id = (select current_tenant()));
create policy events_own on events to switchboard_api using (tenant_id = (select current_tenant()));
create policy api_requests_own on api_requests to switchboard_api using (tenant_id = (select current_tenant()));
create policy outbox_own on outbox to switchboard_api
  using (exists (select from conversations c where c.id = conversation_id and c.tenant_id = (select current_tenant())));
create policy message_keys_own on message_keys to switchboard_api
  using (exists (select from messages m where m.id = message_id and m.tenant_id = (select current_tenant())));

grant select on tenants to switchboard_api;
grant select (id, tenant_id, name, provider, account, address, phone, home_country, flow, shared, enabled, paused_until, paused_reason)
  on channels to switchboard_api;
grant select, insert, update on contacts, conversations, messages to switchboard_api;
grant select, insert, delete on contact_addresses to switchboard_api;
grant select, insert on events, api_requests, outbox to switchboard_api;
grant select on send_attempts, message_keys to switchboard_api;

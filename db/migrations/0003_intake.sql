-- Intake: where dialogues stand, what they make (tickets), and what they ask about (orders, machines, deadlines).

alter table tenants
  add column time_zone text not null default 'UTC'; -- IANA: how times are said to people

alter table contacts
  add column time_zone text;                -- IANA; null: by the phone's country, else the tenant's

alter table channels
  add column locale text;                   -- what people are spoken to in when nothing else says it; null: English

-- One row for each conversation that a flow has met. It outlives the dialogue: the traffic of a person is counted across them.
alter table sessions
  drop column state,
  add column step text,                     -- null: no dialogue is under way
  add column data jsonb not null default '{}', -- what was collected
  add column language text not null default 'en',
  add column offered jsonb not null default '[]', -- the choices of the question that stands: [{id, title}]
  add column earlier jsonb not null default '[]', -- the steps before this one, for `back`: [{step, data}]
  add column traffic jsonb not null default '{}', -- what guards against floods and loops remember
  add column started_at timestamptz not null default now(),
  add column expires_at timestamptz;        -- the dialogue is over when nobody has written until then
create index sessions_open_idx on sessions (tenant_id, updated_at desc, conversation_id desc) where step is not null;
create index sessions_expiry_idx on sessions (expires_at) where step is not null;

-- What a language model made of a message: asked for once, and waited for until hold_until.
alter table inbox
  add column extraction_status text not null default 'none',
  add column extraction_text text,          -- what it is asked about, once it is
  add column extraction jsonb,
  add constraint inbox_extraction_check check (extraction_status in ('none', 'pending', 'done'));

-- What else the first answer to a request id said, in a word of its method.
alter table api_requests
  add column outcome text;

-- Orders as an internal system knows them.
create table orders (
  id uuid not null,
  tenant_id uuid not null,
  number text not null,             -- as the tenant writes it
  key text not null,                -- as people may write it: upper case, letters and digits only
  status text not null,
  title text,                       -- what is made or delivered
  progress_percent integer,
  expected_at timestamptz,
  sla_due_at timestamptz,
  held_for text,                    -- of on_hold: the ticket's number, or the caller's reason
  details jsonb not null default '{}',
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint orders_pkey primary key (id),
  constraint orders_tenant_key unique (tenant_id, id),
  constraint orders_number_key unique (tenant_id, key),
  constraint orders_tenant_fkey foreign key (tenant_id) references tenants (id),
  constraint orders_progress_check check (progress_percent between 0 and 100),
  constraint orders_status_check check (status in
    ('planned', 'in_progress', 'on_hold', 'ready', 'shipped', 'delivered', 'cancelled'))
);
create index orders_recent_idx on orders (tenant_id, id desc);

-- A tenant that lists its machines has their ids checked; one that lists none takes any.
create table machines (
  id uuid not null,
  tenant_id uuid not null,
  code text not null,
  key text not null,                -- as of orders
  name text,
  place text,
  constraint machines_pkey primary key (id),
  constraint machines_code_key unique (tenant_id, key),
  constraint machines_tenant_fkey foreign key (tenant_id) references tenants (id)
);

-- How long a ticket may take. No row: no deadline.
create table sla_rules (
  tenant_id uuid not null,
  kind text not null,
  severity text not null,
  minutes integer not null,
  constraint sla_rules_pkey primary key (tenant_id, kind, severity),
  constraint sla_rules_tenant_fkey foreign key (tenant_id) references tenants (id),
  constraint sla_rules_minutes_check check (minutes > 0)
);

create table tickets (
  id uuid not null,
  tenant_id uuid not null,
  number text not null,             -- what people are told: DEF-7KQ4MX
  kind text not null,
  status text not null default 'open',
  severity text,
  category text,
  description text not null,
  contact_id uuid not null,
  conversation_id uuid,             -- where it was reported; null once that is gone
  caused_by_id uuid,                -- the message that confirmed it: one confirmation makes one ticket
  order_id uuid,
  machine_code text,
  place jsonb,                      -- {text, latitude, longitude}
  media_ids uuid[] not null default '{}',
  details jsonb not null default '{}',
  language text not null default 'en',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  resolved_at timestamptz,
  warn_at timestamptz,              -- 75 % of the time
  due_at timestamptz,
  warned_at timestamptz,
  breached_at timestamptz,
  constraint tickets_pkey primary key (id),
  constraint tickets_tenant_key unique (tenant_id, id),
  constraint tickets_number_key unique (tenant_id, number),
  constraint tickets_cause_key unique (caused_by_id),
  constraint tickets_tenant_fkey foreign key (tenant_id) references tenants (id),
  constraint tickets_contact_fkey foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
  constraint tickets_conversation_fkey foreign key (conversation_id) references conversations (id) on delete set null,
  constraint tickets_order_fkey foreign key (tenant_id, order_id) references orders (tenant_id, id),
  constraint tickets_kind_check check (kind in ('report', 'defect', 'maintenance')),
  constraint tickets_severity_check check (severity in ('low', 'medium', 'high')),
  constraint tickets_status_check check (status in ('open', 'in_progress', 'resolved', 'closed', 'cancelled'))
);
create index tickets_recent_idx on tickets (tenant_id, id desc);
create index tickets_contact_idx on tickets (contact_id, id desc);
create index tickets_conversation_idx on tickets (conversation_id);
create index tickets_order_idx on tickets (order_id) where order_id is not null;
create index tickets_open_idx on tickets (kind, breached_at) where status in ('open', 'in_progress'); -- for counting
-- The clock runs while somebody works on it.
create index tickets_warn_idx on tickets (warn_at) where warned_at is null and status in ('open', 'in_progress');
create index tickets_due_idx on tickets (due_at) where breached_at is null and status in ('open', 'in_progress');

create table ticket_notes (
  id uuid not null,
  tenant_id uuid not null,
  ticket_id uuid not null,
  author text,
  text text not null,
  constraint ticket_notes_pkey primary key (id),
  constraint ticket_notes_ticket_fkey foreign key (tenant_id, ticket_id) references tickets (tenant_id, id) on delete cascade
);
create index ticket_notes_ticket_idx on ticket_notes (ticket_id, id);

alter table orders enable row level security;
alter table machines enable row level security;
alter table sla_rules enable row level security;
alter table tickets enable row level security;
alter table ticket_notes enable row level security;

create policy orders_own on orders to switchboard_api using (tenant_id = (select current_tenant()));
create policy machines_own on machines to switchboard_api using (tenant_id = (select current_tenant()));
create policy sla_rules_own on sla_rules to switchboard_api using (tenant_id = (select current_tenant()));
create policy tickets_own on tickets to switchboard_api using (tenant_id = (select current_tenant()));
create policy ticket_notes_own on ticket_notes to switchboard_api using (tenant_id = (select current_tenant()));
create policy sessions_own on sessions to switchboard_api using (tenant_id = (select current_tenant()));

grant select, insert, update on orders to switchboard_api;
grant select, insert, update, delete on machines to switchboard_api;
grant select, insert, delete on sla_rules to switchboard_api;
grant select, update on tickets to switchboard_api;
grant select, insert on ticket_notes to switchboard_api;
grant select, update on sessions to switchboard_api;

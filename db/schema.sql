-- Dumped from the migrations by `npm run gen:db`. For reading and review; migrations make the database.

CREATE OR REPLACE FUNCTION public.current_tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('switchboard.tenant_id'::text, true), ''::text))::uuid
;
CREATE OR REPLACE FUNCTION public.ensure_partitions(from_at timestamp with time zone, months integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.message_status_rank(status text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE status WHEN 'received'::text THEN 0 WHEN 'queued'::text THEN 0 WHEN 'uncertain'::text THEN 10 WHEN 'accepted'::text THEN 20 WHEN 'sent'::text THEN 30 WHEN 'failed'::text THEN 40 WHEN 'delivered'::text THEN 50 WHEN 'read'::text THEN 60 WHEN 'played'::text THEN 70 ELSE NULL::integer END
;
CREATE OR REPLACE FUNCTION public.uuid_floor(at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((lpad(to_hex(((EXTRACT(epoch FROM at) * (1000)::numeric))::bigint), 12, '0'::text) || repeat('0'::text, 20)))::uuid
;


create table api_keys (
  id uuid not null,
  tenant_id uuid not null,
  name text not null,
  hash bytea not null,
  hint text not null,
  scopes text[] not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone
);

create table api_requests (
  tenant_id uuid not null,
  request_id text not null,
  method text not null,
  body_hash bytea not null,
  resource_id uuid not null,
  created_at timestamp with time zone not null default now(),
  more_ids uuid[],
  outcome text
);

create table channel_paces (
  channel_id uuid not null,
  next_at timestamp with time zone not null default now(),
  replies_due_at timestamp with time zone not null default now(),
  bulk_due_at timestamp with time zone not null default now(),
  slowed_at timestamp with time zone,
  slowed_to real
) with (fillfactor=50);

create table channels (
  id uuid not null,
  tenant_id uuid not null,
  name text not null,
  provider text not null,
  account text not null,
  address text not null,
  phone text,
  home_country text not null,
  api_url text,
  flow text not null default 'echo'::text,
  unknown_sender text not null default 'create'::text,
  registration_url text,
  shared boolean not null default false,
  secrets bytea not null,
  enabled boolean not null default true,
  paused_until timestamp with time zone,
  paused_reason text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  transport text not null default 'whatsapp'::text,
  messaging_service text,
  sms_channel_id uuid,
  portfolio text,
  rate_per_second real,
  read_marks boolean not null default true,
  quality text,
  templates_synced_at timestamp with time zone,
  paused_at timestamp with time zone,
  pause_step integer not null default 0,
  templates_sync_at timestamp with time zone,
  locale text
);

create table contact_addresses (
  tenant_id uuid not null,
  contact_id uuid not null,
  kind text not null,
  scope text not null default ''::text,
  value text not null,
  created_at timestamp with time zone not null default now(),
  former boolean not null default false
);

create table contacts (
  id uuid not null,
  tenant_id uuid not null,
  name text,
  status text not null default 'active'::text,
  locale text,
  registration_prompted_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  opted_out_at timestamp with time zone,
  opt_out_told_at timestamp with time zone,
  marketing_opted_out_at timestamp with time zone,
  time_zone text
);

create table conversations (
  id uuid not null,
  tenant_id uuid not null,
  channel_id uuid not null,
  contact_id uuid not null,
  recipient text not null,
  status text not null default 'pending'::text,
  unread_count integer not null default 0,
  last_message_at timestamp with time zone not null default now(),
  window_expires_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  pair_next_at timestamp with time zone,
  reply_options jsonb
) with (fillfactor=80);

create table early_receipts (
  channel_id uuid not null,
  external_id text not null,
  status text not null,
  at timestamp with time zone not null,
  error jsonb,
  received_at timestamp with time zone not null default now()
);

create table events (
  id uuid not null,
  tenant_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  type text not null,
  conversation_id uuid,
  message_id uuid,
  data jsonb not null default '{}'::jsonb
) partition by RANGE (id);

create table inbox (
  conversation_id uuid not null,
  message_id uuid not null,
  provider_at timestamp with time zone not null,
  attempts integer not null default 0,
  last_error text,
  dead_at timestamp with time zone,
  hold_until timestamp with time zone,
  extraction_status text not null default 'none'::text,
  extraction_text text,
  extraction jsonb
);

create table machines (
  id uuid not null,
  tenant_id uuid not null,
  code text not null,
  key text not null,
  name text,
  place text
);

create table media (
  id uuid not null,
  tenant_id uuid not null,
  origin text not null,
  kind text not null,
  status text not null default 'pending'::text,
  file_id uuid,
  filename text,
  voice boolean not null default false,
  channel_id uuid,
  conversation_id uuid,
  message_id uuid,
  source text,
  declared_type text,
  declared_sha256 bytea,
  attempts integer not null default 0,
  flaws integer not null default 0,
  not_before timestamp with time zone not null default now(),
  lease_until timestamp with time zone,
  expires_at timestamp with time zone,
  error_code text,
  error_text text,
  transcript_status text not null default 'none'::text,
  transcript text,
  thumbnails_wanted boolean not null default false
);

create table media_files (
  id uuid not null,
  tenant_id uuid not null,
  sha256 bytea not null,
  size bigint not null,
  content_type text not null,
  object_key text not null,
  width integer,
  height integer,
  thumbnails jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null default now()
);

create table media_uploads (
  channel_id uuid not null,
  file_id uuid not null,
  external_id text not null,
  expires_at timestamp with time zone not null
);

create table message_keys (
  channel_id uuid not null,
  external_id text not null,
  message_id uuid not null
);

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
  reply_to text,
  caused_by_id uuid,
  provider_at timestamp with time zone,
  accepted_at timestamp with time zone,
  sent_at timestamp with time zone,
  delivered_at timestamp with time zone,
  read_at timestamp with time zone,
  played_at timestamp with time zone,
  failed_at timestamp with time zone,
  error_code text,
  error_kind text,
  error_text text,
  media_ids uuid[],
  reply_id text,
  fallback_for_id uuid
) partition by RANGE (id);

create table notice_occurrences (
  notice_id uuid not null,
  tenant_id uuid not null,
  key text not null,
  occurs_at timestamp with time zone not null,
  facts jsonb not null default '{}'::jsonb,
  told_at timestamp with time zone,
  recipients integer,
  attempts integer not null default 0,
  retry_at timestamp with time zone
);

create table notices (
  id uuid not null,
  tenant_id uuid not null,
  name text not null,
  kind text not null,
  channel_id uuid not null,
  group_id uuid not null,
  template text not null,
  language text not null,
  data jsonb not null default '{}'::jsonb,
  rule text,
  zone text,
  starts_at text,
  quiet_hours text not null,
  send_within_seconds integer not null,
  enabled boolean not null default true,
  next_at timestamp with time zone,
  zone_data text
);

create table orders (
  id uuid not null,
  tenant_id uuid not null,
  number text not null,
  key text not null,
  status text not null,
  title text,
  progress_percent integer,
  expected_at timestamp with time zone,
  sla_due_at timestamp with time zone,
  held_for text,
  details jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now()
);

create table outbox (
  message_id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  attempts integer not null default 0,
  not_before timestamp with time zone not null default now(),
  attempt_id uuid,
  lease_until timestamp with time zone,
  in_doubt boolean not null default false,
  bulk boolean not null default false,
  slot_at timestamp with time zone,
  preparing_attempt_id uuid,
  despite_opt_out boolean not null default false,
  not_after timestamp with time zone,
  quiet_from timestamp with time zone
);

create table portfolio_recipients (
  provider text not null,
  portfolio text not null,
  recipient text not null,
  counted_at timestamp with time zone not null
);

create table portfolios (
  provider text not null,
  name text not null,
  per_day integer,
  exhausted_at timestamp with time zone,
  updated_at timestamp with time zone not null default now()
);

create table provider_contents (
  provider text not null,
  account text not null,
  hash bytea not null,
  external_id text not null,
  created_at timestamp with time zone not null default now()
);

create table recipient_group_members (
  tenant_id uuid not null,
  group_id uuid not null,
  contact_id uuid,
  phone text
);

create table recipient_groups (
  id uuid not null,
  tenant_id uuid not null,
  name text not null
);

create table reminder_occurrences (
  id uuid not null,
  tenant_id uuid not null,
  reminder_id uuid not null,
  occurs_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  fired_at timestamp with time zone not null,
  state text not null,
  message_id uuid,
  error_code text,
  error_kind text,
  error_text text,
  answer text,
  answered_at timestamp with time zone
);

create table reminders (
  id uuid not null,
  tenant_id uuid not null,
  contact_id uuid,
  phone text,
  channel_id uuid,
  content jsonb not null,
  at timestamp with time zone,
  local_time text,
  rule text,
  zone text,
  starts_at text,
  ends_at timestamp with time zone,
  occurrence_count integer,
  reference text,
  send_within_seconds integer not null,
  quiet_hours text not null default 'respect'::text,
  session_text text,
  sms_fallback boolean not null default false,
  state text not null default 'scheduled'::text,
  zone_data text,
  version integer not null default 1,
  occurs_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  fired integer not null default 0,
  attempts integer not null default 0,
  updated_at timestamp with time zone not null,
  notice_id uuid
);

create table send_attempts (
  id uuid not null,
  tenant_id uuid not null,
  message_id uuid not null,
  channel_id uuid not null,
  number integer not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  outcome text,
  external_id text,
  error_code text,
  error_kind text,
  error_text text
) with (fillfactor=80);

create table sessions (
  conversation_id uuid not null,
  tenant_id uuid not null,
  flow text not null,
  updated_at timestamp with time zone not null default now(),
  step text,
  data jsonb not null default '{}'::jsonb,
  language text not null default 'en'::text,
  offered jsonb not null default '[]'::jsonb,
  earlier jsonb not null default '[]'::jsonb,
  traffic jsonb not null default '{}'::jsonb,
  started_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone
);

create table sla_rules (
  tenant_id uuid not null,
  kind text not null,
  severity text not null,
  minutes integer not null
);

create table templates (
  id uuid not null,
  tenant_id uuid not null,
  provider text not null,
  account text not null,
  name text not null,
  language text not null,
  category text not null,
  definition jsonb not null,
  status text not null default 'draft'::text,
  reason text,
  quality text,
  external_id text,
  updated_at timestamp with time zone not null default now(),
  synced_at timestamp with time zone,
  submit_at timestamp with time zone
);

create table tenants (
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  time_zone text not null default 'UTC'::text,
  send_windows jsonb
);

create table ticket_notes (
  id uuid not null,
  tenant_id uuid not null,
  ticket_id uuid not null,
  author text,
  text text not null
);

create table tickets (
  id uuid not null,
  tenant_id uuid not null,
  number text not null,
  kind text not null,
  status text not null default 'open'::text,
  severity text,
  category text,
  description text not null,
  contact_id uuid not null,
  conversation_id uuid,
  caused_by_id uuid,
  order_id uuid,
  machine_code text,
  place jsonb,
  media_ids uuid[] not null default '{}'::uuid[],
  details jsonb not null default '{}'::jsonb,
  language text not null default 'en'::text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  warn_at timestamp with time zone,
  due_at timestamp with time zone,
  warned_at timestamp with time zone,
  breached_at timestamp with time zone
);

create table webhook_events (
  id uuid not null,
  provider text not null,
  kind text not null,
  reason text not null,
  payload jsonb not null
);

alter table api_keys add constraint api_keys_hash_key UNIQUE (hash);
alter table api_keys add constraint api_keys_pkey PRIMARY KEY (id);
alter table api_keys add constraint api_keys_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table api_requests add constraint api_requests_pkey PRIMARY KEY (tenant_id, request_id);
alter table api_requests add constraint api_requests_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table channel_paces add constraint channel_paces_channel_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE;
alter table channel_paces add constraint channel_paces_pkey PRIMARY KEY (channel_id);
alter table channels add constraint channels_address_key UNIQUE (provider, account, address, transport);
alter table channels add constraint channels_home_country_check CHECK ((home_country ~ '^[A-Z]{2}$'::text));
alter table channels add constraint channels_name_key UNIQUE (tenant_id, name);
alter table channels add constraint channels_pkey PRIMARY KEY (id);
alter table channels add constraint channels_provider_check CHECK ((provider = ANY (ARRAY['meta'::text, 'twilio'::text])));
alter table channels add constraint channels_sms_channel_fkey FOREIGN KEY (sms_channel_id) REFERENCES channels(id);
alter table channels add constraint channels_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table channels add constraint channels_transport_check CHECK ((transport = ANY (ARRAY['whatsapp'::text, 'sms'::text])));
alter table channels add constraint channels_unknown_sender_check CHECK ((unknown_sender = ANY (ARRAY['create'::text, 'register'::text])));
alter table contact_addresses add constraint contact_addresses_contact_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id) ON DELETE CASCADE;
alter table contact_addresses add constraint contact_addresses_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'bsuid'::text])));
alter table contact_addresses add constraint contact_addresses_pkey PRIMARY KEY (tenant_id, kind, scope, value);
alter table contact_addresses add constraint contact_addresses_scope_check CHECK (((kind = 'phone'::text) = (scope = ''::text)));
alter table contacts add constraint contacts_pkey PRIMARY KEY (id);
alter table contacts add constraint contacts_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text, 'unregistered'::text])));
alter table contacts add constraint contacts_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table contacts add constraint contacts_tenant_key UNIQUE (tenant_id, id);
alter table conversations add constraint conversations_channel_fkey FOREIGN KEY (channel_id) REFERENCES channels(id);
alter table conversations add constraint conversations_contact_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id);
alter table conversations add constraint conversations_contact_key UNIQUE (channel_id, contact_id);
alter table conversations add constraint conversations_pkey PRIMARY KEY (id);
alter table conversations add constraint conversations_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'active'::text, 'handed_over'::text, 'closed'::text])));
alter table conversations add constraint conversations_tenant_key UNIQUE (tenant_id, id);
alter table early_receipts add constraint early_receipts_pkey PRIMARY KEY (channel_id, external_id, status);
alter table events add constraint events_pkey PRIMARY KEY (tenant_id, xid, id);
alter table inbox add constraint inbox_extraction_check CHECK ((extraction_status = ANY (ARRAY['none'::text, 'pending'::text, 'done'::text])));
alter table inbox add constraint inbox_pkey PRIMARY KEY (conversation_id, provider_at, message_id);
alter table machines add constraint machines_code_key UNIQUE (tenant_id, key);
alter table machines add constraint machines_pkey PRIMARY KEY (id);
alter table machines add constraint machines_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table media add constraint media_file_fkey FOREIGN KEY (tenant_id, file_id) REFERENCES media_files(tenant_id, id);
alter table media add constraint media_kind_check CHECK ((kind = ANY (ARRAY['image'::text, 'video'::text, 'audio'::text, 'document'::text, 'sticker'::text])));
alter table media add constraint media_origin_check CHECK ((origin = ANY (ARRAY['inbound'::text, 'upload'::text, 'link'::text])));
alter table media add constraint media_pkey PRIMARY KEY (id);
alter table media add constraint media_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'ready'::text, 'failed'::text])));
alter table media add constraint media_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table media add constraint media_transcript_status_check CHECK ((transcript_status = ANY (ARRAY['none'::text, 'pending'::text, 'done'::text, 'failed'::text])));
alter table media_files add constraint media_files_content_key UNIQUE (tenant_id, sha256);
alter table media_files add constraint media_files_pkey PRIMARY KEY (id);
alter table media_files add constraint media_files_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table media_files add constraint media_files_tenant_key UNIQUE (tenant_id, id);
alter table media_uploads add constraint media_uploads_pkey PRIMARY KEY (channel_id, file_id);
alter table message_keys add constraint message_keys_pkey PRIMARY KEY (channel_id, external_id);
alter table messages add constraint messages_conversation_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id);
alter table messages add constraint messages_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text])));
alter table messages add constraint messages_pkey PRIMARY KEY (id);
alter table messages add constraint messages_status_check CHECK ((status = ANY (ARRAY['received'::text, 'queued'::text, 'uncertain'::text, 'accepted'::text, 'sent'::text, 'failed'::text, 'delivered'::text, 'read'::text, 'played'::text])));
alter table notice_occurrences add constraint notice_occurrences_notice_fkey FOREIGN KEY (tenant_id, notice_id) REFERENCES notices(tenant_id, id) ON DELETE CASCADE;
alter table notice_occurrences add constraint notice_occurrences_pkey PRIMARY KEY (notice_id, key);
alter table notice_occurrences add constraint notice_occurrences_told_check CHECK (((told_at IS NULL) = (recipients IS NULL)));
alter table notices add constraint notices_channel_fkey FOREIGN KEY (channel_id) REFERENCES channels(id);
alter table notices add constraint notices_group_fkey FOREIGN KEY (tenant_id, group_id) REFERENCES recipient_groups(tenant_id, id);
alter table notices add constraint notices_kind_check CHECK ((kind = ANY (ARRAY['order_status'::text, 'maintenance'::text, 'shift'::text, 'sla_warning'::text, 'sla_breach'::text])));
alter table notices add constraint notices_name_key UNIQUE (tenant_id, name);
alter table notices add constraint notices_pkey PRIMARY KEY (id);
alter table notices add constraint notices_quiet_hours_check CHECK ((quiet_hours = ANY (ARRAY['respect'::text, 'ignore'::text])));
alter table notices add constraint notices_rule_check CHECK ((((kind = ANY (ARRAY['maintenance'::text, 'shift'::text])) = (rule IS NOT NULL)) AND ((rule IS NULL) = (zone IS NULL)) AND ((rule IS NULL) = (zone_data IS NULL)) AND ((rule IS NOT NULL) OR (num_nonnulls(starts_at, next_at) = 0))));
alter table notices add constraint notices_send_within_check CHECK ((send_within_seconds > 0));
alter table notices add constraint notices_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table notices add constraint notices_tenant_key UNIQUE (tenant_id, id);
alter table orders add constraint orders_number_key UNIQUE (tenant_id, key);
alter table orders add constraint orders_pkey PRIMARY KEY (id);
alter table orders add constraint orders_progress_check CHECK (((progress_percent >= 0) AND (progress_percent <= 100)));
alter table orders add constraint orders_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'in_progress'::text, 'on_hold'::text, 'ready'::text, 'shipped'::text, 'delivered'::text, 'cancelled'::text])));
alter table orders add constraint orders_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table orders add constraint orders_tenant_key UNIQUE (tenant_id, id);
alter table outbox add constraint outbox_pkey PRIMARY KEY (message_id);
alter table portfolio_recipients add constraint portfolio_recipients_pkey PRIMARY KEY (provider, portfolio, recipient);
alter table portfolios add constraint portfolios_pkey PRIMARY KEY (provider, name);
alter table provider_contents add constraint provider_contents_pkey PRIMARY KEY (provider, account, hash);
alter table recipient_group_members add constraint recipient_group_members_contact_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id);
alter table recipient_group_members add constraint recipient_group_members_contact_key UNIQUE (group_id, contact_id);
alter table recipient_group_members add constraint recipient_group_members_group_fkey FOREIGN KEY (tenant_id, group_id) REFERENCES recipient_groups(tenant_id, id) ON DELETE CASCADE;
alter table recipient_group_members add constraint recipient_group_members_phone_key UNIQUE (group_id, phone);
alter table recipient_group_members add constraint recipient_group_members_who_check CHECK ((num_nonnulls(contact_id, phone) = 1));
alter table recipient_groups add constraint recipient_groups_name_key UNIQUE (tenant_id, name);
alter table recipient_groups add constraint recipient_groups_pkey PRIMARY KEY (id);
alter table recipient_groups add constraint recipient_groups_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table recipient_groups add constraint recipient_groups_tenant_key UNIQUE (tenant_id, id);
alter table reminder_occurrences add constraint reminder_occurrences_answer_check CHECK ((answer = ANY (ARRAY['confirmed'::text, 'reschedule_requested'::text, 'declined'::text])));
alter table reminder_occurrences add constraint reminder_occurrences_message_check CHECK (((message_id IS NOT NULL) OR (state = ANY (ARRAY['missed'::text, 'failed'::text]))));
alter table reminder_occurrences add constraint reminder_occurrences_once_key UNIQUE (reminder_id, occurs_at);
alter table reminder_occurrences add constraint reminder_occurrences_pkey PRIMARY KEY (id);
alter table reminder_occurrences add constraint reminder_occurrences_reminder_fkey FOREIGN KEY (tenant_id, reminder_id) REFERENCES reminders(tenant_id, id);
alter table reminder_occurrences add constraint reminder_occurrences_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'missed'::text, 'failed'::text, 'cancelled'::text])));
alter table reminders add constraint reminders_channel_fkey FOREIGN KEY (channel_id) REFERENCES channels(id);
alter table reminders add constraint reminders_contact_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id);
alter table reminders add constraint reminders_count_check CHECK ((occurrence_count > 0));
alter table reminders add constraint reminders_notice_fkey FOREIGN KEY (tenant_id, notice_id) REFERENCES notices(tenant_id, id) ON DELETE SET NULL (notice_id);
alter table reminders add constraint reminders_pkey PRIMARY KEY (id);
alter table reminders add constraint reminders_quiet_hours_check CHECK ((quiet_hours = ANY (ARRAY['respect'::text, 'ignore'::text])));
alter table reminders add constraint reminders_recipient_check CHECK ((num_nonnulls(contact_id, phone) = 1));
alter table reminders add constraint reminders_schedule_check CHECK (((num_nonnulls(at, local_time, rule) = 1) AND ((at IS NULL) = (zone IS NOT NULL)) AND ((rule IS NOT NULL) OR (num_nonnulls(starts_at, ends_at, occurrence_count) = 0))));
alter table reminders add constraint reminders_send_within_check CHECK ((send_within_seconds > 0));
alter table reminders add constraint reminders_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'done'::text, 'cancelled'::text])));
alter table reminders add constraint reminders_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table reminders add constraint reminders_tenant_key UNIQUE (tenant_id, id);
alter table send_attempts add constraint send_attempts_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rejected'::text, 'retry'::text, 'ambiguous'::text, 'absent'::text])));
alter table send_attempts add constraint send_attempts_pkey PRIMARY KEY (id);
alter table sessions add constraint sessions_conversation_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES conversations(tenant_id, id);
alter table sessions add constraint sessions_pkey PRIMARY KEY (conversation_id);
alter table sla_rules add constraint sla_rules_minutes_check CHECK ((minutes > 0));
alter table sla_rules add constraint sla_rules_pkey PRIMARY KEY (tenant_id, kind, severity);
alter table sla_rules add constraint sla_rules_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table templates add constraint templates_category_check CHECK ((category = ANY (ARRAY['authentication'::text, 'marketing'::text, 'utility'::text])));
alter table templates add constraint templates_name_key UNIQUE (tenant_id, provider, account, name, language);
alter table templates add constraint templates_pkey PRIMARY KEY (id);
alter table templates add constraint templates_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'pending'::text, 'approved'::text, 'rejected'::text, 'paused'::text, 'disabled'::text])));
alter table templates add constraint templates_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table tenants add constraint tenants_name_key UNIQUE (name);
alter table tenants add constraint tenants_pkey PRIMARY KEY (id);
alter table ticket_notes add constraint ticket_notes_pkey PRIMARY KEY (id);
alter table ticket_notes add constraint ticket_notes_ticket_fkey FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets(tenant_id, id) ON DELETE CASCADE;
alter table tickets add constraint tickets_cause_key UNIQUE (caused_by_id);
alter table tickets add constraint tickets_contact_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts(tenant_id, id);
alter table tickets add constraint tickets_conversation_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE SET NULL;
alter table tickets add constraint tickets_kind_check CHECK ((kind = ANY (ARRAY['report'::text, 'defect'::text, 'maintenance'::text])));
alter table tickets add constraint tickets_number_key UNIQUE (tenant_id, number);
alter table tickets add constraint tickets_order_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES orders(tenant_id, id);
alter table tickets add constraint tickets_pkey PRIMARY KEY (id);
alter table tickets add constraint tickets_severity_check CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])));
alter table tickets add constraint tickets_status_check CHECK ((status = ANY (ARRAY['open'::text, 'in_progress'::text, 'resolved'::text, 'closed'::text, 'cancelled'::text])));
alter table tickets add constraint tickets_tenant_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(id);
alter table tickets add constraint tickets_tenant_key UNIQUE (tenant_id, id);
alter table webhook_events add constraint webhook_events_pkey PRIMARY KEY (id);

CREATE INDEX api_requests_created_idx ON public.api_requests USING btree (created_at);
CREATE INDEX contact_addresses_contact_idx ON public.contact_addresses USING btree (contact_id);
CREATE INDEX contact_addresses_value_idx ON public.contact_addresses USING btree (kind, scope, value);
CREATE INDEX conversations_person_idx ON public.conversations USING btree (contact_id);
CREATE INDEX conversations_recent_idx ON public.conversations USING btree (tenant_id, last_message_at DESC, id DESC);
CREATE INDEX media_due_idx ON public.media USING btree ((((transcript_status = 'pending'::text) OR (origin = 'link'::text))) DESC, not_before) WHERE ((status = 'pending'::text) OR (transcript_status = 'pending'::text) OR thumbnails_wanted);
CREATE INDEX media_file_idx ON public.media USING btree (file_id);
CREATE INDEX messages_conversation_idx ON ONLY public.messages USING btree (conversation_id, id);
CREATE INDEX notice_occurrences_told_idx ON public.notice_occurrences USING btree (notice_id, told_at) WHERE (told_at IS NOT NULL);
CREATE INDEX notice_occurrences_untold_idx ON public.notice_occurrences USING btree (occurs_at) WHERE (told_at IS NULL);
CREATE INDEX notices_due_idx ON public.notices USING btree (next_at) WHERE (enabled AND (next_at IS NOT NULL));
CREATE INDEX orders_recent_idx ON public.orders USING btree (tenant_id, id DESC);
CREATE INDEX outbox_conversation_idx ON public.outbox USING btree (conversation_id, message_id);
CREATE INDEX outbox_lease_idx ON public.outbox USING btree (lease_until) WHERE (lease_until IS NOT NULL);
CREATE INDEX portfolio_recipients_recent_idx ON public.portfolio_recipients USING btree (provider, portfolio, counted_at);
CREATE INDEX recipient_group_members_contact_idx ON public.recipient_group_members USING btree (contact_id) WHERE (contact_id IS NOT NULL);
CREATE UNIQUE INDEX reminder_occurrences_message_idx ON public.reminder_occurrences USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX reminders_contact_idx ON public.reminders USING btree (contact_id, occurs_at DESC, id DESC) WHERE (contact_id IS NOT NULL);
CREATE INDEX reminders_due_idx ON public.reminders USING btree (next_at, id) WHERE (state = 'scheduled'::text);
CREATE INDEX reminders_notice_idx ON public.reminders USING btree (notice_id) WHERE (notice_id IS NOT NULL);
CREATE INDEX reminders_phone_idx ON public.reminders USING btree (tenant_id, phone, occurs_at DESC, id DESC) WHERE (phone IS NOT NULL);
CREATE INDEX reminders_reference_idx ON public.reminders USING btree (tenant_id, reference, occurs_at DESC, id DESC) WHERE (reference IS NOT NULL);
CREATE INDEX reminders_tenant_due_idx ON public.reminders USING btree (tenant_id, next_at, id) WHERE (state = 'scheduled'::text);
CREATE INDEX reminders_time_idx ON public.reminders USING btree (tenant_id, state, occurs_at DESC, id DESC);
CREATE INDEX reminders_zone_data_idx ON public.reminders USING btree (zone_data, next_at) WHERE ((state = 'scheduled'::text) AND (zone IS NOT NULL));
CREATE INDEX send_attempts_message_idx ON public.send_attempts USING btree (message_id);
CREATE INDEX sessions_expiry_idx ON public.sessions USING btree (expires_at) WHERE (step IS NOT NULL);
CREATE INDEX sessions_open_idx ON public.sessions USING btree (tenant_id, updated_at DESC, conversation_id DESC) WHERE (step IS NOT NULL);
CREATE INDEX templates_account_idx ON public.templates USING btree (provider, account, name, language);
CREATE INDEX templates_submit_idx ON public.templates USING btree (submit_at) WHERE (submit_at IS NOT NULL);
CREATE INDEX ticket_notes_ticket_idx ON public.ticket_notes USING btree (ticket_id, id);
CREATE INDEX tickets_contact_idx ON public.tickets USING btree (contact_id, id DESC);
CREATE INDEX tickets_conversation_idx ON public.tickets USING btree (conversation_id);
CREATE INDEX tickets_due_idx ON public.tickets USING btree (due_at) WHERE ((breached_at IS NULL) AND (status = ANY (ARRAY['open'::text, 'in_progress'::text])));
CREATE INDEX tickets_open_idx ON public.tickets USING btree (kind, breached_at) WHERE (status = ANY (ARRAY['open'::text, 'in_progress'::text]));
CREATE INDEX tickets_order_idx ON public.tickets USING btree (order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX tickets_recent_idx ON public.tickets USING btree (tenant_id, id DESC);
CREATE INDEX tickets_warn_idx ON public.tickets USING btree (warn_at) WHERE ((warned_at IS NULL) AND (status = ANY (ARRAY['open'::text, 'in_progress'::text])));

create policy api_requests_own on api_requests to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy channels_own on channels to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy channels_shared on channels to switchboard_api using ((shared AND (EXISTS ( SELECT
   FROM conversations c
  WHERE ((c.channel_id = channels.id) AND (c.tenant_id = ( SELECT current_tenant() AS current_tenant)))))));
create policy contact_addresses_own on contact_addresses to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy contacts_own on contacts to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy conversations_own on conversations to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy events_own on events to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy machines_own on machines to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy media_own on media to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy media_files_own on media_files to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy message_keys_own on message_keys to switchboard_api using ((EXISTS ( SELECT
   FROM messages m
  WHERE ((m.id = message_keys.message_id) AND (m.tenant_id = ( SELECT current_tenant() AS current_tenant))))));
create policy messages_own on messages to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy notice_occurrences_own on notice_occurrences to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy notices_own on notices to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy orders_own on orders to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy outbox_own on outbox to switchboard_api using ((EXISTS ( SELECT
   FROM conversations c
  WHERE ((c.id = outbox.conversation_id) AND (c.tenant_id = ( SELECT current_tenant() AS current_tenant))))));
create policy reminder_occurrences_own on reminder_occurrences to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy reminders_own on reminders to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy send_attempts_own on send_attempts to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy sessions_own on sessions to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy sla_rules_own on sla_rules to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy templates_own on templates to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy templates_shared on templates to switchboard_api using ((EXISTS ( SELECT
   FROM channels c
  WHERE ((c.provider = templates.provider) AND (c.account = templates.account) AND c.shared))));
create policy tenants_own on tenants to switchboard_api using ((id = ( SELECT current_tenant() AS current_tenant)));
create policy ticket_notes_own on ticket_notes to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));
create policy tickets_own on tickets to switchboard_api using ((tenant_id = ( SELECT current_tenant() AS current_tenant)));

grant insert, select on api_requests to switchboard_api;
grant delete, insert, select on contact_addresses to switchboard_api;
grant insert, select, update on contacts to switchboard_api;
grant insert, select, update on conversations to switchboard_api;
grant insert, select on events to switchboard_api;
grant delete, insert, select, update on machines to switchboard_api;
grant insert, select on media to switchboard_api;
grant insert, select on media_files to switchboard_api;
grant select on message_keys to switchboard_api;
grant insert, select, update on messages to switchboard_api;
grant insert, select on notice_occurrences to switchboard_api;
grant select on notices to switchboard_api;
grant insert, select, update on orders to switchboard_api;
grant delete, insert, select on outbox to switchboard_api;
grant select, update on reminder_occurrences to switchboard_api;
grant insert, select, update on reminders to switchboard_api;
grant select on send_attempts to switchboard_api;
grant select, update on sessions to switchboard_api;
grant delete, insert, select on sla_rules to switchboard_api;
grant delete, insert, select, update on templates to switchboard_api;
grant select on tenants to switchboard_api;
grant insert, select on ticket_notes to switchboard_api;
grant select, update on tickets to switchboard_api;

-- Everything beyond text: files and their copies in object storage, templates, and what limits sending (paces, budgets,
-- opt-outs).

alter table channels
  add column transport text not null default 'whatsapp', -- sms: what goes out when WhatsApp cannot reach a person
  add column messaging_service text,      -- Twilio: the service that sends in place of From
  add column sms_channel_id uuid,         -- undeliverable messages go out once over this channel
  add column portfolio text,              -- numbers that share one daily budget name the same; null: the account
  add column rate_per_second real,        -- messages a second the number may send; null: the provider's usual
  add column read_marks boolean not null default true, -- people see that their message was read
  add column quality text,                -- the provider's rating: green, yellow, red
  add column templates_synced_at timestamptz,
  add column paused_at timestamptz,       -- when it was last paused; paused_until stays set until a message passes again
  add column pause_step integer not null default 0, -- how often in a row: each pause is longer than the one before
  add column templates_sync_at timestamptz, -- when they are read next; null: a day after the last time
  add constraint channels_transport_check check (transport in ('whatsapp', 'sms')),
  drop constraint channels_address_key, -- one number may carry both
  add constraint channels_address_key unique (provider, account, address, transport),
  add constraint channels_sms_channel_fkey foreign key (sms_channel_id) references channels (id);

alter table contacts
  add column opted_out_at timestamptz,           -- asked not to be written to at all
  add column opt_out_told_at timestamptz,        -- when they were last told how to come back
  add column marketing_opted_out_at timestamptz; -- asked for no marketing

-- A user id that the person has no more. What still arrives from it is theirs, but says nothing of how to reach them.
alter table contact_addresses
  add column former boolean not null default false;

alter table conversations
  add column pair_next_at timestamptz,    -- when the recipient's allowance is whole again (one message every 6 seconds, 45 at once)
  add column reply_options jsonb;         -- what was last offered as numbered text: a number answers like a tap

alter table messages
  add column media_ids uuid[],
  add column reply_id text,               -- inbound: the id of the button or row that was tapped
  add column fallback_for_id uuid;        -- outbound by SMS: the WhatsApp message that could not be delivered

alter table inbox
  add column hold_until timestamptz;      -- waits for a transcript until then

alter table outbox
  add column bulk boolean not null default false, -- nobody waits for it: replies go first
  add column slot_at timestamptz,         -- its place in the channel's queue: when its turn comes
  add column preparing_attempt_id uuid,   -- attempt_id, until its files are ready and the call is made
  add column despite_opt_out boolean not null default false; -- tells a person who opted out how to come back

alter table api_requests
  add column more_ids uuid[];             -- of a text that became several messages: those after the first

-- The same bytes once for each tenant. The object's key is the media id of whoever brought them first.
create table media_files (
  id uuid not null,
  tenant_id uuid not null,
  sha256 bytea not null,
  size bigint not null,
  content_type text not null,       -- from the bytes
  object_key text not null,
  width integer,
  height integer,
  thumbnails jsonb not null default '[]', -- [{size, width, height, key}], WebP
  created_at timestamptz not null default now(),
  constraint media_files_pkey primary key (id),
  constraint media_files_tenant_key unique (tenant_id, id),
  constraint media_files_tenant_fkey foreign key (tenant_id) references tenants (id),
  constraint media_files_content_key unique (tenant_id, sha256)
);

create table media (
  id uuid not null,
  tenant_id uuid not null,
  origin text not null,
  kind text not null,
  status text not null default 'pending',
  file_id uuid,                     -- once it is stored
  filename text,
  voice boolean not null default false,
  channel_id uuid,                  -- inbound: where the provider's copy is
  conversation_id uuid,             -- what waits for it: outbound for a link, intake for a transcript
  message_id uuid,
  source text,                      -- inbound: the provider's reference; link: the URL
  declared_type text,
  declared_sha256 bytea,
  attempts integer not null default 0, -- counted when begun: a worker's own number while it is at it
  flaws integer not null default 0,    -- of these, those that brought something other than the file
  not_before timestamptz not null default now(),
  lease_until timestamptz,          -- a worker is at it until then
  expires_at timestamptz,           -- the provider keeps it until then
  error_code text,
  error_text text,
  transcript_status text not null default 'none',
  transcript text,
  thumbnails_wanted boolean not null default false, -- of an upload, which is stored before anyone has made them
  constraint media_pkey primary key (id),
  constraint media_tenant_fkey foreign key (tenant_id) references tenants (id),
  constraint media_file_fkey foreign key (tenant_id, file_id) references media_files (tenant_id, id),
  constraint media_origin_check check (origin in ('inbound', 'upload', 'link')),
  constraint media_kind_check check (kind in ('image', 'video', 'audio', 'document', 'sticker')),
  constraint media_status_check check (status in ('pending', 'ready', 'failed')),
  constraint media_transcript_status_check check (transcript_status in ('none', 'pending', 'done', 'failed'))
);
-- What a conversation waits for comes first.
create index media_due_idx on media ((transcript_status = 'pending' or origin = 'link') desc, not_before)
  where status = 'pending' or transcript_status = 'pending' or thumbnails_wanted;
create index media_file_idx on media (file_id);

-- What a provider calls a file of ours, as long as it keeps it: a file is uploaded once for each channel.
create table media_uploads (
  channel_id uuid not null,
  file_id uuid not null,
  external_id text not null,
  expires_at timestamptz not null,
  constraint media_uploads_pkey primary key (channel_id, file_id)
);

create table templates (
  id uuid not null,
  tenant_id uuid not null,
  provider text not null,
  account text not null,            -- templates belong to the provider's account, not to one number
  name text not null,
  language text not null,
  category text not null,
  definition jsonb not null,        -- TemplateDefinition
  status text not null default 'draft',
  reason text,
  quality text,
  external_id text,                 -- Meta's template id, Twilio's ContentSid
  updated_at timestamptz not null default now(),
  synced_at timestamptz,
  submit_at timestamptz,            -- to be handed to the provider then; while a worker is at it, when another may take over
  constraint templates_pkey primary key (id),
  constraint templates_tenant_fkey foreign key (tenant_id) references tenants (id),
  constraint templates_name_key unique (tenant_id, provider, account, name, language),
  constraint templates_category_check check (category in ('authentication', 'marketing', 'utility')),
  constraint templates_status_check check (status in ('draft', 'pending', 'approved', 'rejected', 'paused', 'disabled'))
);
create index templates_submit_idx on templates (submit_at) where submit_at is not null;
create index templates_account_idx on templates (provider, account, name, language);

-- Content objects made at a provider for one message's buttons or list: the same again is used again.
create table provider_contents (
  provider text not null,
  account text not null,
  hash bytea not null,
  external_id text not null,
  created_at timestamptz not null default now(),
  constraint provider_contents_pkey primary key (provider, account, hash)
);

-- How fast a number may send, shared by all workers: when the next message may go, and when the turn comes of one that
-- joins the queue of replies, or that of bulk, now.
create table channel_paces (
  channel_id uuid not null,
  next_at timestamptz not null default now(),
  replies_due_at timestamptz not null default now(),
  bulk_due_at timestamptz not null default now(),
  slowed_at timestamptz,            -- when the provider last said "too fast"
  slowed_to real,                   -- messages a second from then on, more with every second since
  constraint channel_paces_pkey primary key (channel_id),
  constraint channel_paces_channel_fkey foreign key (channel_id) references channels (id) on delete cascade
) with (fillfactor = 50);

-- Whom a business reached first in the last 24 hours, over all its numbers.
create table portfolios (
  provider text not null,
  name text not null,
  per_day integer,                  -- null: no limit
  exhausted_at timestamptz,         -- when that was last announced
  updated_at timestamptz not null default now(),
  constraint portfolios_pkey primary key (provider, name)
);
create table portfolio_recipients (
  provider text not null,
  portfolio text not null,
  recipient text not null,
  counted_at timestamptz not null,
  constraint portfolio_recipients_pkey primary key (provider, portfolio, recipient)
);
create index portfolio_recipients_recent_idx on portfolio_recipients (provider, portfolio, counted_at);

-- Some events are about a channel, a template or a contact.
alter table events alter column conversation_id drop not null;

alter table media enable row level security;
alter table media_files enable row level security;
alter table templates enable row level security;

create policy media_own on media to switchboard_api using (tenant_id = (select current_tenant()));
create policy media_files_own on media_files to switchboard_api using (tenant_id = (select current_tenant()));
create policy templates_own on templates to switchboard_api using (tenant_id = (select current_tenant()));
-- Whoever talks over another tenant's channel uses that channel's templates.
create policy templates_shared on templates for select to switchboard_api using (exists (
  select from channels c where c.provider = templates.provider and c.account = templates.account and c.shared));

grant select (transport, sms_channel_id, rate_per_second, quality, templates_synced_at) on channels to switchboard_api;
grant select, insert on media, media_files to switchboard_api;
grant select, insert, update, delete on templates to switchboard_api;

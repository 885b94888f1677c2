-- Reminders: templates to be sent at a time or by a rule, and what became of each time.

alter table tenants
  add column send_windows jsonb;            -- [{days: [1..7], from: '08:00', until: '20:00'}] in the recipient's zone; null: always

alter table outbox
  add column not_after timestamptz,         -- not sent any more after it; null: whenever its turn comes
  add column quiet_from timestamptz;        -- nor from then on: the person's quiet hours begin

create table reminders (
  id uuid not null,
  tenant_id uuid not null,
  contact_id uuid,
  phone text,                       -- E.164: becomes a contact only when something is sent to it
  channel_id uuid,                  -- null: the tenant's only channel
  content jsonb not null,           -- TemplateContent
  at timestamptz,                   -- the schedule: an instant,
  local_time text,                  -- or a wall-clock time (2026-03-08T09:00:00) in a zone,
  rule text,                        -- or RRULE lines, or the five fields of cron, in a zone,
  zone text,                        -- IANA
  starts_at text,                   -- of a rule: wall clock
  ends_at timestamptz,
  occurrence_count integer,
  reference text,                   -- the caller's
  send_within_seconds integer not null, -- later than that after its time it is missed
  quiet_hours text not null default 'respect',
  session_text text,                -- instead of the template while the window is open
  sms_fallback boolean not null default false, -- wants a channel that falls back to SMS; where the channel does, it does anyway
  state text not null default 'scheduled',
  zone_data text,                   -- the release of the zone data that occurs_at was reckoned with; null without a zone
  version integer not null default 1,
  occurs_at timestamptz not null,   -- the next occurrence by the schedule; when there is none any more, the last
  next_at timestamptz not null,     -- when it is looked at: after quiet hours
  fired integer not null default 0, -- occurrences that are over
  attempts integer not null default 0, -- at the next one, that failed inside the program
  updated_at timestamptz not null,
  constraint reminders_pkey primary key (id),
  constraint reminders_tenant_key unique (tenant_id, id),
  constraint reminders_tenant_fkey foreign key (tenant_id) references tenants (id),
  constraint reminders_contact_fkey foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
  constraint reminders_channel_fkey foreign key (channel_id) references channels (id),
  constraint reminders_recipient_check check (num_nonnulls(contact_id, phone) = 1),
  constraint reminders_schedule_check check (
    num_nonnulls(at, local_time, rule) = 1 and (at is null) = (zone is not null)
    and (rule is not null or num_nonnulls(starts_at, ends_at, occurrence_count) = 0)),
  constraint reminders_count_check check (occurrence_count > 0),
  constraint reminders_send_within_check check (send_within_seconds > 0),
  constraint reminders_quiet_hours_check check (quiet_hours in ('respect', 'ignore')),
  constraint reminders_state_check check (state in ('scheduled', 'done', 'cancelled'))
);
-- What waits costs nothing: only what is due is read, whatever stands behind it.
create index reminders_due_idx on reminders (next_at, id) where state = 'scheduled';
-- A new release of the zone data may move what lies ahead.
create index reminders_zone_data_idx on reminders (zone_data, next_at) where state = 'scheduled' and zone is not null;
create index reminders_time_idx on reminders (tenant_id, state, occurs_at desc, id desc);
create index reminders_contact_idx on reminders (contact_id, occurs_at desc, id desc) where contact_id is not null;
create index reminders_phone_idx on reminders (tenant_id, phone, occurs_at desc, id desc) where phone is not null;
create index reminders_reference_idx on reminders (tenant_id, reference, occurs_at desc, id desc) where reference is not null;

-- Each time that a reminder came to its turn. What was queued goes on as a message, which knows how it went.
create table reminder_occurrences (
  id uuid not null,
  tenant_id uuid not null,
  reminder_id uuid not null,
  occurs_at timestamptz not null,   -- by the schedule
  due_at timestamptz not null,      -- after quiet hours
  fired_at timestamptz not null,
  state text not null,
  message_id uuid,                  -- of queued, and of what was missed or cancelled afterwards
  error_code text,
  error_kind text,
  error_text text,
  answer text,
  answered_at timestamptz,
  constraint reminder_occurrences_pkey primary key (id),
  constraint reminder_occurrences_once_key unique (reminder_id, occurs_at), -- never twice, whoever fires it
  constraint reminder_occurrences_reminder_fkey foreign key (tenant_id, reminder_id) references reminders (tenant_id, id),
  constraint reminder_occurrences_state_check check (state in ('queued', 'missed', 'failed', 'cancelled')),
  constraint reminder_occurrences_message_check check (message_id is not null or state in ('missed', 'failed')),
  constraint reminder_occurrences_answer_check check (answer in ('confirmed', 'reschedule_requested', 'declined'))
);
create unique index reminder_occurrences_message_idx on reminder_occurrences (message_id) where message_id is not null;

alter table reminders enable row level security;
alter table reminder_occurrences enable row level security;

create policy reminders_own on reminders to switchboard_api using (tenant_id = (select current_tenant()));
create policy reminder_occurrences_own on reminder_occurrences to switchboard_api
  using (tenant_id = (select current_tenant()));

grant select, insert, update on reminders to switchboard_api;
grant select, update on reminder_occurrences to switchboard_api;
-- A reminder that is cancelled takes its message along, as long as nobody has tried to send it.
grant delete on outbox to switchboard_api;

-- Notices: what a tenant tells the people of a group by itself, when something happens or by a rule.

create table recipient_groups (
  id uuid not null,
  tenant_id uuid not null,
  name text not null,
  constraint recipient_groups_pkey primary key (id),
  constraint recipient_groups_tenant_key unique (tenant_id, id),
  constraint recipient_groups_name_key unique (tenant_id, name),
  constraint recipient_groups_tenant_fkey foreign key (tenant_id) references tenants (id)
);

create table recipient_group_members (
  tenant_id uuid not null,
  group_id uuid not null,
  contact_id uuid,
  phone text,                       -- E.164: becomes a contact only when something is sent to it
  constraint recipient_group_members_phone_key unique (group_id, phone),
  constraint recipient_group_members_contact_key unique (group_id, contact_id),
  constraint recipient_group_members_group_fkey foreign key (tenant_id, group_id)
    references recipient_groups (tenant_id, id) on delete cascade,
  constraint recipient_group_members_contact_fkey foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
  constraint recipient_group_members_who_check check (num_nonnulls(contact_id, phone) = 1)
);
create index recipient_group_members_contact_idx on recipient_group_members (contact_id) where contact_id is not null;

create table notices (
  id uuid not null,
  tenant_id uuid not null,
  name text not null,
  kind text not null,
  channel_id uuid not null,
  group_id uuid not null,
  template text not null,
  language text not null,
  data jsonb not null default '{}', -- NoticeData: what the template is filled with beside what happened
  rule text,                        -- of maintenance and shift: as of reminders
  zone text,
  starts_at text,
  quiet_hours text not null,
  send_within_seconds integer not null,
  enabled boolean not null default true,
  next_at timestamptz,              -- of a rule: its next occurrence; null: there is none any more
  zone_data text,                   -- of a rule: the release of the zone data that next_at was reckoned with
  constraint notices_pkey primary key (id),
  constraint notices_tenant_key unique (tenant_id, id),
  constraint notices_name_key unique (tenant_id, name),
  constraint notices_tenant_fkey foreign key (tenant_id) references tenants (id),
  constraint notices_channel_fkey foreign key (channel_id) references channels (id),
  constraint notices_group_fkey foreign key (tenant_id, group_id) references recipient_groups (tenant_id, id),
  constraint notices_kind_check check (kind in ('order_status', 'maintenance', 'shift', 'sla_warning', 'sla_breach')),
  constraint notices_rule_check check (
    (kind in ('maintenance', 'shift')) = (rule is not null) and (rule is null) = (zone is null)
    and (rule is null) = (zone_data is null) and (rule is not null or num_nonnulls(starts_at, next_at) = 0)),
  constraint notices_quiet_hours_check check (quiet_hours in ('respect', 'ignore')),
  constraint notices_send_within_check check (send_within_seconds > 0)
);
create index notices_due_idx on notices (next_at) where enabled and next_at is not null;

-- Each time that there was something to tell. It becomes a reminder to every member that the group has when it is told.
create table notice_occurrences (
  notice_id uuid not null,
  tenant_id uuid not null,
  key text not null,                -- what it is about: the instant of a rule, an order's version, a ticket's deadline
  occurs_at timestamptz not null,
  facts jsonb not null default '{}', -- NoticeFacts
  told_at timestamptz,              -- null: nobody was yet
  recipients integer,
  attempts integer not null default 0, -- to tell it, that failed inside the program
  retry_at timestamptz,             -- after such: not before
  constraint notice_occurrences_pkey primary key (notice_id, key), -- never twice, whoever sees it
  constraint notice_occurrences_notice_fkey foreign key (tenant_id, notice_id)
    references notices (tenant_id, id) on delete cascade,
  constraint notice_occurrences_told_check check ((told_at is null) = (recipients is null))
);
create index notice_occurrences_untold_idx on notice_occurrences (occurs_at) where told_at is null;
create index notice_occurrences_told_idx on notice_occurrences (notice_id, told_at) where told_at is not null;

alter table reminders
  add column notice_id uuid,        -- what it was made by
  add constraint reminders_notice_fkey foreign key (tenant_id, notice_id)
    references notices (tenant_id, id) on delete set null (notice_id);
create index reminders_notice_idx on reminders (notice_id) where notice_id is not null;

alter table notices enable row level security;
alter table notice_occurrences enable row level security;

create policy notices_own on notices to switchboard_api using (tenant_id = (select current_tenant()));
create policy notice_occurrences_own on notice_occurrences to switchboard_api
  using (tenant_id = (select current_tenant()));

-- An order that changes through the api is told of.
grant select on notices to switchboard_api;
grant select, insert on notice_occurrences to switchboard_api;

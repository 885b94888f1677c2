-- Each tenant has its share of a batch, so the first that are due are found for each by itself.
create index reminders_tenant_due_idx on reminders (tenant_id, next_at, id) where state = 'scheduled';

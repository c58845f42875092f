-- Rules with relative dates are decided again at each day change: records that the filter keeps out keep the values of
-- the fields that such rules name, and no others.
alter table source_records add column dated_values jsonb;

alter table streams add column day_change_due_at timestamptz;
drop index streams_due;
create index streams_due on streams (least(next_due_at, next_full_due_at, day_change_due_at)) where enabled;
-- The first look, which finds out whether a configuration names relative dates. It concerns every workspace, so the
-- owner steps over its own row-level security for it.
alter table streams no force row level security;
update streams set day_change_due_at = now() where name = 'accounts';
alter table streams force row level security;

alter table runs drop constraint runs_cause_check;
alter table runs add constraint runs_cause_check
  check (cause in ('schedule', 'manual', 'first', 'resumed', 'day-change'));

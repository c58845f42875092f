-- Whether a saved configuration made a stream due, so that the run that follows says what began it.
alter table streams add column due_by_save boolean not null default false;
alter table runs drop constraint runs_cause_check;
alter table runs add constraint runs_cause_check
  check (cause in ('schedule', 'manual', 'first', 'resumed', 'day-change', 'saved'));

-- What a run would take out or turn to Churned without a configuration that explains it: held until all of it is known,
-- because the guard judges the whole of an event and never a part. Dropped when the run is over.
create table held_exits (
  workspace_id uuid not null,
  run_id uuid not null,
  object text not null,
  gainsight_id text collate "C" not null,
  kind text not null check (kind in ('filtered', 'churned')),
  name text,
  -- The record as read, to be decided again without being asked for again; text, since jsonb refuses some of what is read.
  record text not null,
  primary key (workspace_id, run_id, object, gainsight_id),
  foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade
);

alter table held_exits enable row level security;
alter table held_exits force row level security;
create policy workspace on held_exits
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));

-- Exits that the deletion guard asked about and a person kept: until a full run looks again no increment asks anew.
create table kept_exits (
  workspace_id uuid not null,
  gainsight_id text collate "C" not null,
  kind text not null,
  run_id uuid not null,
  decided_by uuid,
  decided_at timestamptz not null,
  primary key (workspace_id, gainsight_id, kind),
  foreign key (workspace_id, run_id) references runs (workspace_id, id) on delete cascade,
  foreign key (workspace_id, decided_by) references users (workspace_id, id) on delete set null (decided_by)
);
create index kept_exits_run on kept_exits (workspace_id, run_id);
create index kept_exits_person on kept_exits (workspace_id, decided_by);

alter table kept_exits enable row level security;
alter table kept_exits force row level security;
create policy workspace on kept_exits
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
-- As what a run holds back: of accounts that a person may not see it would tell that they are to leave.
select handrail_close_to_persons('kept_exits', 'false');

-- A sign-in that waits for an admin has an id to be decided by, and stays listed when it was refused.
alter table sign_in_requests add column id uuid not null default gen_random_uuid();
alter table sign_in_requests add column refused_at timestamptz;
create unique index sign_in_requests_id on sign_in_requests (workspace_id, id);

-- What is kept of single records beside the source's own table: a person sees what belongs to accounts they see, and of
-- what a run has read or holds back nothing, since it is kept for the run alone.
select handrail_close_to_persons(
  'set_aside_records',
  'exists (select from source_records s where s.workspace_id = set_aside_records.workspace_id'
    ' and s.connection_id = set_aside_records.connection_id and s.object = set_aside_records.object'
    ' and s.gainsight_id = set_aside_records.gainsight_id)'
);
select handrail_close_to_persons('held_exits', 'false');
select handrail_close_to_persons('run_pages', 'false');
select handrail_close_to_persons('inventory_columns', 'false');
select handrail_close_to_persons(
  'stakeholder_moves',
  'person_gainsight_id in (select person_gainsight_id from stakeholders)'
);
-- Who waits at the door, and what was answered to whom, is the admins' business.
select handrail_close_to_persons('sign_in_requests', 'false');

-- A page of the access log is read by an index, whoever or whatever it is narrowed to. Ids are as old as their look, so
-- that a time narrows every one of these.
create index access_entries_actor on access_entries (workspace_id, actor_id, id);
create index access_entries_action on access_entries (workspace_id, action, id);

-- The ids in the subjects of looks. Inside the subject none could be found by an index: behind row-level security one
-- serves plain comparisons of columns alone.
create table access_subjects (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  subject_id uuid not null,
  entry_id uuid not null,
  primary key (workspace_id, subject_id, entry_id),
  foreign key (workspace_id, entry_id) references access_entries (workspace_id, id) on delete cascade
);
-- It concerns every workspace, so the owner steps over its own row-level security for it.
alter table access_entries no force row level security;
insert into access_subjects (workspace_id, subject_id, entry_id)
select distinct e.workspace_id, s.value::uuid, e.id
from access_entries e cross join lateral jsonb_each_text(e.subject) s
where s.value ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
alter table access_entries force row level security;

alter table access_subjects enable row level security;
alter table access_subjects force row level security;
create policy workspace on access_subjects
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
-- Append-only for the product itself.
revoke update, delete on access_subjects from handrail_app;

-- Rows of the writeback contract whose first difference a person confirmed. A row that differs in any part is another one,
-- and waits again. What a row wrote before this was asked goes on.
create table confirmed_values (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  object text not null,
  field text not null,
  metric text not null,
  when_undefined text not null,
  owner text not null,
  confirmed_at timestamptz not null,
  confirmed_by uuid,
  primary key (workspace_id, object, field)
);
-- Forced row-level security would hide every row from this statement, which names no workspace.
alter table config_versions no force row level security;
alter table remote_values no force row level security;
insert into confirmed_values (workspace_id, object, field, metric, when_undefined, owner, confirmed_at)
select c.workspace_id, v.object, v.field, v.metric, v.when_undefined, v.owner, c.created_at
from (select distinct on (workspace_id) * from config_versions order by workspace_id, version desc) c
cross join lateral (
  select coalesce(one ->> 'object', 'Company') as object, one ->> 'field' as field, one ->> 'metric' as metric,
    coalesce(one ->> 'whenUndefined', 'keep') as when_undefined, coalesce(one ->> 'owner', 'handrail') as owner
  from jsonb_array_elements(coalesce(c.document -> 'writeback' -> 'values', '[]')) one
) v
where exists (
  select from remote_values r
  where r.workspace_id = c.workspace_id and r.object = v.object and r.field = v.field and r.sent_at is not null);
alter table config_versions force row level security;
alter table remote_values force row level security;

alter table confirmed_values enable row level security;
alter table confirmed_values force row level security;
create policy workspace on confirmed_values
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));

-- What was read of a record, beside how it was decided: deciding again writes the narrow row of `source_records`, not the
-- payload, which is wide and stays as it is.
create table source_payloads (
  workspace_id uuid not null,
  connection_id uuid not null,
  object text not null,
  gainsight_id text collate "C" not null,
  payload jsonb not null,
  primary key (workspace_id, connection_id, object, gainsight_id),
  foreign key (workspace_id, connection_id, object, gainsight_id)
    references source_records (workspace_id, connection_id, object, gainsight_id) on delete cascade
);

-- Forced row-level security would hide every row from this statement, which names no workspace.
alter table source_records no force row level security;
insert into source_payloads (workspace_id, connection_id, object, gainsight_id, payload)
select workspace_id, connection_id, object, gainsight_id, payload from source_records where payload is not null;
alter table source_records force row level security;
alter table source_records drop column payload;

alter table source_payloads enable row level security;
alter table source_payloads force row level security;
create policy workspace on source_payloads
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
select handrail_close_to_persons('source_payloads',
  'exists (select from source_records s where s.workspace_id = source_payloads.workspace_id'
  ' and s.connection_id = source_payloads.connection_id and s.object = source_payloads.object'
  ' and s.gainsight_id = source_payloads.gainsight_id)');

create or replace function handrail_refresh_statistics() returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  analyze source_records, source_payloads, accounts, account_list, account_members, changes, account_places,
    relationships, relationship_people, stakeholders, meetings, participants, attributions;
end
$$;

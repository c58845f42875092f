-- People of the recorder's company, each with all addresses: whose side somebody is on, whichever of theirs a meeting names.
create table recorder_users (
  workspace_id uuid not null,
  connection_id uuid not null,
  recorder_id text collate "C" not null,
  -- In lower case, the main one first.
  addresses text[] not null,
  primary key (workspace_id, connection_id, recorder_id),
  foreign key (workspace_id, connection_id) references connections (workspace_id, id) on delete cascade
);
alter table recorder_users enable row level security;
alter table recorder_users force row level security;
create policy workspace on recorder_users
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));

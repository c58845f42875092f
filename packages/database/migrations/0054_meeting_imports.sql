-- Files of meetings that were imported: who, when, and what came of it. Their words are with the meetings alone.
create table meeting_imports (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  -- Null where nothing of the file was taken in: its name may tell what is kept out.
  file_name text,
  format text not null check (format in ('json-lines', 'webvtt', 'srt', 'text')),
  imported_by uuid,
  added uuid[] not null,
  unchanged integer not null,
  excluded integer not null,
  -- [{line, reason}] of what could not be read, the first hundred.
  faults jsonb not null,
  fault_count integer not null,
  created_at timestamptz not null,
  undone_at timestamptz
);
create index meeting_imports_recent on meeting_imports (workspace_id, created_at desc, id);
alter table meeting_imports enable row level security;
alter table meeting_imports force row level security;
create policy workspace on meeting_imports for all
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
grant select, insert, update, delete on meeting_imports to handrail_app;

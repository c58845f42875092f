-- What a person wants of the Timeline entries of a meeting: not yet, all the same, or not at all. Null: what the settings say.
alter table meetings add column timeline_wish text check (timeline_wish in ('hold', 'send', 'withdraw'));

-- Fields that a tenant requires of an activity type; no endpoint tells them, so each is learnt from a refusal.
create table required_activity_fields (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  type_name text not null,
  field text not null,
  learnt_at timestamptz not null,
  primary key (workspace_id, type_name, field)
);
alter table required_activity_fields enable row level security;
alter table required_activity_fields force row level security;
create policy workspace on required_activity_fields
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));

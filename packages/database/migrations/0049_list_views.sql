-- How a person keeps a list: its filters and order as they stand in the address, and its columns, under a name.
create table list_views (
  id uuid primary key,
  workspace_id uuid not null,
  user_id uuid not null,
  list text not null check (list in ('accounts', 'stakeholders')),
  name text not null,
  search jsonb not null,
  columns text[] not null,
  is_default boolean not null default false,
  created_at timestamptz not null,
  unique (workspace_id, user_id, list, name),
  foreign key (workspace_id, user_id) references users (workspace_id, id) on delete cascade
);
create unique index list_views_default on list_views (workspace_id, user_id, list) where is_default;

alter table list_views enable row level security;
alter table list_views force row level security;
create policy workspace on list_views
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
-- A view may hold the name of an account that was searched for: a person sees their own alone.
select handrail_close_to_persons(
  'list_views',
  'user_id = (select nullif(current_setting(''handrail.user_id'', true), '''')::uuid)'
);

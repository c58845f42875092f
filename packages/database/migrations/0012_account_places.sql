-- Where accounts stand in the tree of parents: a row only for those that have a parent or children. The edge is the
-- source's; the place is made from all edges after each run of accounts.
create table account_places (
  workspace_id uuid not null,
  account_id uuid not null,
  -- The parent as the source names it, and when it was first seen: of a cycle the newest edge is cut.
  parent_gainsight_id text collate "C",
  linked_at timestamptz not null,
  parent_account_id uuid,
  root_account_id uuid not null,
  depth integer not null,
  -- Accounts from the root to this one, both included.
  path uuid[] not null,
  -- Source ids of the cycle that the edge to the parent would close: then it is cut.
  cycle text[],
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references accounts (workspace_id, id) on delete cascade
);

create index account_places_by_root on account_places (workspace_id, root_account_id);

alter table account_places enable row level security;
alter table account_places force row level security;
create policy workspace on account_places
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));

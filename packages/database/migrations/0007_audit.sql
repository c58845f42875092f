-- Who changed what, and who looked at what. Both hold ids and names of actions, never content.

-- Every change that a person or a token asked for: `asked` before it is carried out, then how it ended. Each entry holds
-- the hash of the one before it, so that none can be altered or taken out unseen.
create table audit_entries (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  number bigint not null check (number > 0),
  at timestamptz not null,
  actor_id uuid,
  via text not null check (via in ('session', 'token', 'link')),
  action text not null,
  -- Names and ids of the address that was called.
  subject jsonb not null,
  outcome text not null check (outcome in ('asked', 'done', 'refused')),
  code text,
  asked_number bigint,
  request_id text not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (workspace_id, number)
);
create index audit_entries_actor on audit_entries (workspace_id, actor_id, number);

create table access_entries (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid not null,
  via text not null check (via in ('session', 'token')),
  action text not null,
  subject jsonb not null,
  primary key (workspace_id, id)
);

-- What a token may do; null means all that its owner may.
alter table api_tokens add column scopes text[];

do $$
declare
  t text;
begin
  foreach t in array array['audit_entries', 'access_entries']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy workspace on %I using (workspace_id = (select nullif(current_setting(''handrail.workspace_id'', true), '''')::uuid))',
      t
    );
    -- Append-only for the product itself.
    execute format('revoke update, delete on %I from handrail_app', t);
  end loop;
end
$$;

-- Sign-in by an identity provider: where it is, who came through it, and sign-ins under way.

create table identity_providers (
  workspace_id uuid primary key references workspaces (id) on delete cascade,
  -- What stands on the button.
  name text not null,
  issuer text not null,
  client_id text not null,
  -- Null: a public client, which proves itself by PKCE alone.
  secret_id uuid references secrets (id),
  -- Domains whose addresses this issuer alone gives out: believed without email_verified.
  owned_domains text[] not null default '{}',
  checked_at timestamptz not null
);

-- The identity provider's lasting name of the person; never the e-mail address.
alter table users
  add column issuer text,
  add column subject text,
  add constraint users_identity_whole check ((issuer is null) = (subject is null));
create unique index users_identity on users (workspace_id, issuer, subject) where subject is not null;

-- Sign-ins that could not be tied to one person for certain: an admin says who it is.
create table sign_in_requests (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  issuer text not null,
  subject text not null,
  email text,
  name text,
  reason text not null,
  requested_at timestamptz not null,
  primary key (workspace_id, issuer, subject)
);

-- A sign-in that a browser began. Its state, nonce and PKCE verifier are derived from the token that the browser alone
-- holds; here stands only the token's hash.
create table sign_in_attempts (
  token_hash bytea primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  -- Whose try of the provider it is; null: somebody wants to sign in.
  trial_user_id uuid,
  expires_at timestamptz not null,
  foreign key (workspace_id, trial_user_id) references users (workspace_id, id) on delete cascade
);
create index sign_in_attempts_end on sign_in_attempts (expires_at);

-- How a session began.
alter table sessions add column via text not null default 'link' check (via in ('link', 'identity-provider'));

alter table audit_entries drop constraint audit_entries_via_check;
alter table audit_entries
  add constraint audit_entries_via_check check (via in ('session', 'token', 'link', 'identity-provider'));

do $$
declare
  t text;
begin
  foreach t in array array['identity_providers', 'sign_in_requests', 'sign_in_attempts']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy workspace on %I using (workspace_id = (select nullif(current_setting(''handrail.workspace_id'', true), '''')::uuid))',
      t
    );
  end loop;
  -- The sign-in page names the providers before anybody is known; an attempt is found by its hash.
  foreach t in array array['identity_providers', 'sign_in_attempts']
  loop
    execute format(
      'create policy platform on %I using ((select current_setting(''handrail.platform'', true)) = ''on'')',
      t
    );
  end loop;
end
$$;

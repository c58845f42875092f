-- Users as Gainsight has them, who works for which account, and what a person sees of the product.

alter table users
  -- Who admitted the person: an admin here, or the sync of Gainsight's users.
  add column source text not null default 'invited' check (source in ('invited', 'gainsight')),
  add column last_sign_in_at timestamptz,
  -- Why somebody may not enter, as users.ts names it; null while they may.
  add column no_access text,
  -- When access ended, for the guard's window.
  add column left_at timestamptz,
  add column manager_gainsight_id text collate "C",
  -- As Gainsight has them; null for who is not known there.
  add column licence text,
  add column title text,
  -- Since when the address is theirs, by Gainsight: meetings before it were held by who had it then.
  add column email_since timestamptz;

update users set no_access = 'by-hand' where not active;
alter table users drop column active;
alter table users add column active boolean not null generated always as (no_access is null) stored;

-- An address may pass to another person: only those who were invited by it are found by it alone.
drop index users_email;
create index users_email on users (workspace_id, lower(email));
create unique index users_invited on users (workspace_id, lower(email)) where source = 'invited' and no_access is null;
create unique index users_gainsight on users (workspace_id, gainsight_id) where gainsight_id is not null;
create index users_reports on users (workspace_id, manager_gainsight_id) where manager_gainsight_id is not null;

-- Who works for which company, by Gainsight's company team; ids as Gainsight has them, so that any order of arrival is right.
create table account_members (
  workspace_id uuid not null,
  connection_id uuid not null,
  gainsight_id text collate "C" not null,
  company_gainsight_id text collate "C" not null,
  user_gainsight_id text collate "C" not null,
  role text,
  primary key (workspace_id, connection_id, gainsight_id),
  foreign key (workspace_id, connection_id) references connections (workspace_id, id) on delete cascade
);
create index account_members_by_user on account_members (workspace_id, user_gainsight_id);
create index account_members_by_company on account_members (workspace_id, connection_id, company_gainsight_id);

-- Accounts that only their own people and those named here see, not whoever leads them.
create table account_restrictions (
  workspace_id uuid not null,
  account_id uuid not null,
  allowed uuid[] not null default '{}',
  restricted_by uuid,
  restricted_at timestamptz not null,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references accounts (workspace_id, id) on delete cascade
);

-- Since when users and roles are governed by Gainsight; null: here.
alter table workspaces add column governed_since timestamptz;

create index accounts_by_csm on accounts (workspace_id, csm_gainsight_id) where csm_gainsight_id is not null;
create index accounts_by_owner on accounts (workspace_id, owner_gainsight_id) where owner_gainsight_id is not null;
create index participants_email on participants (workspace_id, lower(email)) where email is not null;

do $$
declare
  t text;
begin
  foreach t in array array['account_members', 'account_restrictions']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy workspace on %I using (workspace_id = (select nullif(current_setting(''handrail.workspace_id'', true), '''')::uuid))',
      t
    );
  end loop;
end
$$;

-- The second wall, between persons of one workspace. A transaction that works for a person names them in
-- handrail.user_id; one that works for the product or for an admin names nobody and sees the workspace. The two functions
-- say what a person sees; every policy below rests on them, so that no query can forget it.
--
-- Accounts of a person: those they are CSM or owner of or on the team of; a manager's also those of everyone below them.
-- A restricted account is seen by its own people and by those it names.
create function handrail_person_accounts(person uuid) returns setof uuid
language plpgsql stable strict parallel safe rows 200
-- As the owner, whom the policies of persons do not bind, it reads the whole workspace; the wall between workspaces holds.
security definer set search_path = public, pg_temp
as $$
declare
  me users%rowtype;
  reach text[];
begin
  select * into me from users where id = person and active;
  if not found then return; end if;
  reach := array[me.gainsight_id];
  if me.role = 'manager' and me.gainsight_id is not null then
    with recursive below as (
      select me.gainsight_id as gainsight_id
      union
      select u.gainsight_id from users u join below b on u.manager_gainsight_id = b.gainsight_id
      where u.gainsight_id is not null
    )
    select array_agg(gainsight_id) into reach from below;
  end if;
  return query
    with seen as (
      select a.id, coalesce(a.csm_gainsight_id = me.gainsight_id or a.owner_gainsight_id = me.gainsight_id, false) as own
      from accounts a
      where a.csm_gainsight_id = any (reach) or a.owner_gainsight_id = any (reach)
      union all
      select a.id, m.user_gainsight_id = me.gainsight_id
      from account_members m
      join accounts a
        on a.workspace_id = m.workspace_id and a.connection_id = m.connection_id and a.gainsight_id = m.company_gainsight_id
      where m.user_gainsight_id = any (reach)
    )
    select s.id from seen s
    where s.own or not exists (select from account_restrictions r where r.account_id = s.id)
    union
    select r.account_id from account_restrictions r where person = any (r.allowed);
end
$$;

-- Meetings of a person: those of their accounts, and those they took part in since the address is theirs.
create function handrail_person_meetings(person uuid) returns setof uuid
language plpgsql stable strict parallel safe rows 1000
security definer set search_path = public, pg_temp
as $$
begin
  return query
    select t.meeting_id from attributions t where t.account_id in (select handrail_person_accounts(person))
    union
    select m.id
    from users u
    join participants p on p.workspace_id = u.workspace_id and lower(p.email) = lower(u.email)
    join meetings m on m.id = p.meeting_id and m.started_at >= coalesce(u.email_since, u.created_at)
    where u.id = person and u.active;
end
$$;

revoke execute on function handrail_person_accounts, handrail_person_meetings from public;
grant execute on function handrail_person_accounts, handrail_person_meetings to handrail_app;

-- Closes a table to persons but for rows that meet a condition. Migrations call it for every new table that holds something
-- of an account or of a meeting; a test finds the one that forgot.
create function handrail_close_to_persons(t text, condition text) returns void
language plpgsql
as $$
begin
  execute format(
    'create policy person on %I as restrictive to handrail_app using ((select nullif(current_setting(''handrail.user_id'', true), '''')) is null or %s)',
    t, condition
  );
end
$$;

do $$
declare
  t text;
  me text := '(select nullif(current_setting(''handrail.user_id'', true), '''')::uuid)';
begin
  perform handrail_close_to_persons('accounts', format('id in (select handrail_person_accounts(%s))', me));
  perform handrail_close_to_persons('meetings', format('id in (select handrail_person_meetings(%s))', me));
  foreach t in array array['account_overrides', 'account_places', 'attributions', 'metrics', 'scores', 'outbox', 'remote_values',
    'legal_holds', 'account_merges']
  loop
    perform handrail_close_to_persons(t, format('account_id in (select handrail_person_accounts(%s))', me));
  end loop;
  foreach t in array array['participants', 'turns', 'summaries', 'action_items', 'reviews', 'remote_activities']
  loop
    perform handrail_close_to_persons(t, format('meeting_id in (select handrail_person_meetings(%s))', me));
  end loop;
  perform handrail_close_to_persons('claims', 'summary_id in (select id from summaries)');
  perform handrail_close_to_persons('deliveries', 'outbox_id in (select id from outbox)');
  foreach t in array array['relationships', 'stakeholders']
  loop
    perform handrail_close_to_persons(t, 'company_gainsight_id in (select gainsight_id from accounts)');
  end loop;
  perform handrail_close_to_persons(
    'changes',
    '(record_kind = ''account'' and record_id in (select id from accounts))'
      ' or (record_kind = ''relationship'' and record_id in (select id from relationships))'
      ' or (record_kind = ''stakeholder'' and record_id in (select id from stakeholders))'
  );
  -- What is kept of the source: of the objects that belong to an account only what the person sees.
  perform handrail_close_to_persons(
    'source_records',
    'case object'
      ' when ''Company'' then gainsight_id in (select gainsight_id from accounts)'
      ' when ''Relationship'' then gainsight_id in (select gainsight_id from relationships)'
      ' when ''company_person'' then gainsight_id in (select gainsight_id from stakeholders)'
      ' when ''person'' then gainsight_id in (select person_gainsight_id from stakeholders)'
      ' else object = ''gsuser'' end'
  );
end
$$;

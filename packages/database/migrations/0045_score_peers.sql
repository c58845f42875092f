-- Whom the scores of a day are held against: a sample of a tier, or of all, drawn by the first scoring of the day and again
-- when more than one in twenty accounts changed. A score refers to it instead of holding a hundred accounts' figures.
create table score_peers (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null,
  drawn_on date not null,
  -- Of all accounts, or of one tier; null: of those without one.
  of_all boolean not null,
  tier text,
  -- Hash of the settings that the figures were measured by.
  settings text not null,
  -- Accounts that it was drawn from, and how many changed since.
  population integer not null,
  changed integer not null default 0,
  -- Ids of the accounts in it, in the order of `figures`; their numbers alone are what a score is made from.
  members jsonb not null,
  figures jsonb not null,
  -- Whether it is of the last draw, which the next scores of its day are held against.
  is_last boolean not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create index score_peers_last on score_peers (workspace_id) where is_last;
alter table score_peers enable row level security;
alter table score_peers force row level security;
create policy workspace on score_peers
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));

-- `peers_at` is the account's own place in the sample, null when it is not in it: nobody is held against themselves.
alter table scores add column peers_id uuid, add column peers_at integer;

-- Accounts whose meetings, people, summaries, action items, tier or presence changed since they were scored. Only ever
-- added to, several times an account if need be, so that nobody waits here; the next scoring takes them out.
create table accounts_to_score (
  workspace_id uuid not null,
  account_id uuid not null
);
create index accounts_to_score_workspace on accounts_to_score (workspace_id);
alter table accounts_to_score enable row level security;
alter table accounts_to_score force row level security;
create policy workspace on accounts_to_score
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
select handrail_close_to_persons('accounts_to_score',
  'account_id in (select handrail_person_accounts((select nullif(current_setting(''handrail.user_id'', true), '''')::uuid)))');

-- By triggers, since whoever writes one of these must not have to think of scores. As the owner, whom the policies of
-- persons do not bind: an action item that a person ticks off bears on every account of its meeting.
create function handrail_note_meetings() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  insert into accounts_to_score (workspace_id, account_id)
  select distinct a.workspace_id, a.account_id from attributions a
  where a.workspace_id = nullif(current_setting('handrail.workspace_id', true), '')::uuid
    and a.meeting_id in (select meeting_id from changed);
  return null;
end
$$;

create function handrail_note_attributions() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  insert into accounts_to_score (workspace_id, account_id)
  select distinct c.workspace_id, c.account_id from changed c
  where c.workspace_id = nullif(current_setting('handrail.workspace_id', true), '')::uuid;
  return null;
end
$$;

create function handrail_note_meeting_facts() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  insert into accounts_to_score (workspace_id, account_id)
  select distinct a.workspace_id, a.account_id
  from former f join changed c on c.id = f.id join attributions a on a.workspace_id = c.workspace_id and a.meeting_id = c.id
  where c.workspace_id = nullif(current_setting('handrail.workspace_id', true), '')::uuid
    and (f.attribution, f.started_at, f.duration_seconds, f.sentiment, f.their_words, f.our_words)
      is distinct from (c.attribution, c.started_at, c.duration_seconds, c.sentiment, c.their_words, c.our_words);
  return null;
end
$$;

create function handrail_note_account() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  insert into accounts_to_score (workspace_id, account_id)
  select new.workspace_id, new.id
  where new.workspace_id = nullif(current_setting('handrail.workspace_id', true), '')::uuid;
  return null;
end
$$;

create trigger note_meetings after update on meetings
  referencing old table as former new table as changed for each statement execute function handrail_note_meeting_facts();
create trigger note_account after update on accounts for each row
  when (old.tier is distinct from new.tier or old.presence is distinct from new.presence)
  execute function handrail_note_account();

do $$
declare
  t text;
begin
  foreach t in array array['participants', 'summaries', 'action_items']
  loop
    execute format('create trigger note_added after insert on %I referencing new table as changed
      for each statement execute function handrail_note_meetings()', t);
    execute format('create trigger note_changed after update on %I referencing new table as changed
      for each statement execute function handrail_note_meetings()', t);
    execute format('create trigger note_removed after delete on %I referencing old table as changed
      for each statement execute function handrail_note_meetings()', t);
  end loop;
end
$$;
create trigger note_added after insert on attributions
  referencing new table as changed for each statement execute function handrail_note_attributions();
create trigger note_removed after delete on attributions
  referencing old table as changed for each statement execute function handrail_note_attributions();
-- Moved to another account, it bears on both.
create trigger note_left after update on attributions
  referencing old table as changed for each statement execute function handrail_note_attributions();
create trigger note_reached after update on attributions
  referencing new table as changed for each statement execute function handrail_note_attributions();

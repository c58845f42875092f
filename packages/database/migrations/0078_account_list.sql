-- What the list of accounts is ordered and filtered by, in a narrow table of its own: a run that writes other fields of an
-- account leaves it alone, and so does a score the wide row of the account with its indexes. In `accounts` these values
-- stood in four indexes, and while a run wrote its pages each look at an index had to look at the rows as well.
create table account_list (
  workspace_id uuid not null,
  account_id uuid not null,
  presence text not null,
  -- In types whose comparisons an index serves under row-level security (docs/decisions/0001).
  name_key text collate "C" not null,
  status text not null,
  tier text,
  arr_key double precision,
  renewal_on date,
  health_score numeric(4,1),
  health_label text,
  health_key double precision generated always as (health_score::double precision) stored,
  primary key (workspace_id, account_id),
  foreign key (workspace_id, account_id) references accounts (workspace_id, id) on delete cascade
);

-- Forced row-level security would hide every row from this statement, which names no workspace.
alter table accounts no force row level security;
insert into account_list (workspace_id, account_id, presence, name_key, status, tier, arr_key, renewal_on, health_score,
  health_label)
select workspace_id, id, presence, name_key, status, tier, arr_key, renewal_on, health_score, health_label from accounts;
alter table accounts force row level security;

create index account_list_by_name on account_list (workspace_id, presence, name_key, account_id);
create index account_list_by_arr on account_list (workspace_id, presence, arr_key, account_id);
create index account_list_by_renewal on account_list (workspace_id, presence, renewal_on, account_id);
create index account_list_by_health on account_list (workspace_id, presence, health_key, account_id);
create index account_list_by_kind on account_list (workspace_id, presence, status, health_label, tier);

alter table account_list enable row level security;
alter table account_list force row level security;
create policy workspace on account_list
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));
select handrail_close_to_persons('account_list',
  'account_id in (select handrail_person_accounts((select nullif(current_setting(''handrail.user_id'', true), '''')::uuid)))');

drop index accounts_by_name;
drop index accounts_by_arr;
drop index accounts_by_renewal;
drop index accounts_by_health;
alter table accounts
  drop column name_key,
  drop column arr_key,
  drop column health_key,
  drop column health_score,
  drop column health_label;

-- By triggers, since whoever writes an account must not have to think of its list.
create function handrail_list_accounts() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
  insert into account_list (workspace_id, account_id, presence, name_key, status, tier, arr_key, renewal_on)
  select workspace_id, id, presence, lower(name), status, tier, arr::double precision, renewal_on from added;
  return null;
end
$$;

create function handrail_relist_account() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
  update account_list set presence = new.presence, name_key = lower(new.name), status = new.status, tier = new.tier,
    arr_key = new.arr::double precision, renewal_on = new.renewal_on
  where workspace_id = new.workspace_id and account_id = new.id;
  return null;
end
$$;

create trigger list_accounts after insert on accounts
  referencing new table as added for each statement execute function handrail_list_accounts();
create trigger relist_account after update on accounts for each row
  when ((old.presence, old.name, old.status, old.tier, old.arr, old.renewal_on)
    is distinct from (new.presence, new.name, new.status, new.tier, new.arr, new.renewal_on))
  execute function handrail_relist_account();

create or replace function handrail_refresh_statistics() returns void
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  analyze source_records, accounts, account_list, account_members, changes, account_places, relationships,
    relationship_people, stakeholders, meetings, participants, attributions;
end
$$;

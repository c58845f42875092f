-- A statement that changes many accounts brings the list after it in one statement too: account by account took twice as long.
drop trigger relist_account on accounts;
drop function handrail_relist_account;

create function handrail_relist_accounts() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
  update account_list l set presence = c.presence, name_key = lower(c.name), status = c.status, tier = c.tier,
    arr_key = c.arr::double precision, renewal_on = c.renewal_on
  from changed c
  where l.workspace_id = c.workspace_id and l.account_id = c.id
    and (l.presence, l.name_key, l.status, l.tier, l.arr_key, l.renewal_on)
      is distinct from (c.presence, lower(c.name), c.status, c.tier, c.arr::double precision, c.renewal_on);
  return null;
end
$$;

create trigger relist_accounts after update on accounts
  referencing new table as changed for each statement execute function handrail_relist_accounts();

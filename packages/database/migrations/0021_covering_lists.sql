-- A list of accounts filters by status, health and name in whichever order it is asked for. With these values in the
-- index a filter that few accounts pass reads the index alone, and only the accounts that are shown from the table.
-- health_score is numeric, whose comparisons row-level security keeps out of an index (0003): a page deep in the list
-- read all before it.
drop index accounts_by_name;
drop index accounts_by_arr;
drop index accounts_by_renewal;
drop index accounts_by_health;

alter table accounts
  add column health_key double precision generated always as (health_score::double precision) stored;

create index accounts_by_name on accounts (workspace_id, presence, name_key, id) include (status, health_label);
create index accounts_by_arr on accounts (workspace_id, presence, arr_key, id)
  include (name_key, status, health_label);
create index accounts_by_renewal on accounts (workspace_id, presence, renewal_on, id)
  include (name_key, status, health_label);
create index accounts_by_health on accounts (workspace_id, presence, health_key, id)
  include (name_key, status, health_label);

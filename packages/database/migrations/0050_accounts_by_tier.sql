-- The list of accounts filters by tier as well: the value stands in each of its indexes, as status and health do.
drop index accounts_by_name;
drop index accounts_by_arr;
drop index accounts_by_renewal;
drop index accounts_by_health;

create index accounts_by_name on accounts (workspace_id, presence, name_key, id)
  include (status, health_label, tier);
create index accounts_by_arr on accounts (workspace_id, presence, arr_key, id)
  include (name_key, status, health_label, tier);
create index accounts_by_renewal on accounts (workspace_id, presence, renewal_on, id)
  include (name_key, status, health_label, tier);
create index accounts_by_health on accounts (workspace_id, presence, health_key, id)
  include (name_key, status, health_label, tier);

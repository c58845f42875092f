-- Under row-level security an index serves only comparisons that PostgreSQL holds for leakproof. Those of text,
-- double precision, date and integers are; lower(), numeric and the array operators are not, so their indexes
-- were never used by handrail_app and a page deep in a list read all pages before it (docs/decisions/0001).
drop index accounts_by_name;
drop index accounts_by_arr;
drop index accounts_domains;

alter table accounts
  add column name_key text collate "C" generated always as (lower(name)) stored,
  add column arr_key double precision generated always as (arr::double precision) stored;

create index accounts_by_name on accounts (workspace_id, presence, name_key, id);
create index accounts_by_arr on accounts (workspace_id, presence, arr_key, id);

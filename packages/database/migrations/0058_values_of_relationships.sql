-- Values are written to relationships, too: each row names the record, which is the account itself for its company.
alter table remote_values add column record_id uuid;
alter table remote_values no force row level security;
update remote_values set record_id = account_id;
alter table remote_values force row level security;
alter table remote_values alter column record_id set not null;
alter table remote_values drop constraint remote_values_pkey;
alter table remote_values add primary key (workspace_id, account_id, object, record_id, field);

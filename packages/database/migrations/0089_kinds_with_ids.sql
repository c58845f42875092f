-- With the account's id, which row-level security asks for, accounts of a kind are counted from the index alone.
drop index account_list_by_kind;
create index account_list_by_kind on account_list (workspace_id, presence, status, health_label, tier, account_id);

-- A person may add what the machine missed of a meeting. Such a part was said in no turn; its quote is what they wrote first.
alter table claims
  alter column turn drop not null,
  add column added_by uuid,
  add constraint claims_added_check check ((turn is null) = (added_by is not null));
alter table action_items
  alter column turn drop not null,
  add column added_by uuid,
  add constraint action_items_added_check check ((turn is null) = (added_by is not null));

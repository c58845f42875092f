-- The value that a record is set aside for, made fit to be shown and cut; taken away when the record is stored.
alter table set_aside_records add column value text;

-- Of an account that went missing by the run that carried a previewed configuration out, and that the preview still had:
-- when the inventory of that preview began to be read.
alter table changes add column previewed_at timestamptz;

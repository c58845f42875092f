-- Since what was read stands in a table of its own, deciding again writes these narrow rows alone: with room on their page
-- it leaves both indexes alone, as it does those of accounts.
alter table source_records set (fillfactor = 50);

-- What became of the exits that a run met when its own decision was not what ended them.
alter table runs add column withheld_end jsonb;

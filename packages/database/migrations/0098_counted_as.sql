-- Whether the run that decided a record counted it as changed, also where nothing of ours did: what a run lists is what it
-- counts.
alter table source_records add column counted_changed boolean;

-- Changes are added in the order of time, so a block range says enough, and costs next to nothing to keep.
create index changes_at on changes using brin (at) with (autosummarize = on);

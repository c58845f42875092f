-- What a model could not write is looked for in every pass: in these rows alone, not in all summaries.
create index summaries_by_fallback on summaries (workspace_id, meeting_id, version) where fallback_code is not null;

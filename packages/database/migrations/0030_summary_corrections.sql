-- What people corrected in summaries, by the words that a part rests on: it is done again to every later summary of the
-- meeting that rests on the same words.
create table summary_corrections (
  workspace_id uuid not null,
  meeting_id uuid not null,
  part text not null check (part in ('headline', 'point', 'decision', 'risk', 'ask', 'action-item')),
  turn integer not null,
  quote text not null,
  change jsonb not null,
  corrected_by uuid,
  corrected_at timestamptz not null,
  foreign key (workspace_id, meeting_id) references meetings (workspace_id, id) on delete cascade
);
create unique index summary_corrections_part
  on summary_corrections (workspace_id, meeting_id, part, turn, md5(quote));

alter table summary_corrections enable row level security;
alter table summary_corrections force row level security;
create policy workspace on summary_corrections
  using (workspace_id = (select nullif(current_setting('handrail.workspace_id', true), '')::uuid));

alter table summaries add column is_corrected boolean not null default false;

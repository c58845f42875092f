-- The language model that sums meetings up in place of the built-in method; no row: there is none.
create table language_models (
  workspace_id uuid primary key references workspaces (id) on delete cascade,
  base_url text not null,
  model text not null,
  -- Null: the endpoint asks for no key.
  secret_id uuid,
  calls_per_day integer not null check (calls_per_day > 0),
  tokens_per_day integer not null check (tokens_per_day > 0),
  set_at timestamptz not null,
  set_by uuid,
  -- How the last try or summary ended; a code until one succeeds again.
  tried_at timestamptz not null,
  failure_code text,
  failure_message text,
  -- After it gave no answer it is left alone until then.
  away_until timestamptz
);

-- What a day cost, so that the caps hold over any number of workers; kept for what was used.
create table language_model_uses (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  used_on date not null,
  calls integer not null default 0,
  tokens integer not null default 0,
  fallbacks integer not null default 0,
  primary key (workspace_id, used_on)
);

-- Answers that were not used, as they came, for a person to look at.
create table held_answers (
  id uuid primary key,
  workspace_id uuid not null,
  meeting_id uuid not null,
  model text not null,
  code text not null,
  message text not null,
  answer text not null,
  held_at timestamptz not null,
  foreign key (workspace_id, meeting_id) references meetings (workspace_id, id) on delete cascade
);
create index held_answers_recent on held_answers (workspace_id, held_at desc, id desc);
create index held_answers_meeting on held_answers (workspace_id, meeting_id);

do $$
declare
  t text;
begin
  foreach t in array array['language_models', 'language_model_uses', 'held_answers']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy workspace on %I using (workspace_id = (select nullif(current_setting(''handrail.workspace_id'', true), '''')::uuid))',
      t
    );
  end loop;
end
$$;
select handrail_close_to_persons(
  'held_answers',
  'meeting_id in (select handrail_person_meetings((select nullif(current_setting(''handrail.user_id'', true), '''')::uuid)))'
);

-- Which model wrote a summary (null: the built-in method), and why it did not when it should have.
alter table summaries add column model text, add column fallback_code text;

-- When somebody asked for the summary to be made anew.
alter table meetings add column resummarize_at timestamptz;
create index meetings_resummarize on meetings (workspace_id, resummarize_at) where resummarize_at is not null;

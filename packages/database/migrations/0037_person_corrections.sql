-- Corrections of a summary belong to its meeting: a person sees those of the meetings they see.
select handrail_close_to_persons(
  'summary_corrections',
  'meeting_id in (select handrail_person_meetings((select nullif(current_setting(''handrail.user_id'', true), '''')::uuid)))'
);

-- A person may also correct the tone of a topic.
alter table summary_corrections drop constraint summary_corrections_part_check;
alter table summary_corrections add constraint summary_corrections_part_check
  check (part in ('headline', 'point', 'decision', 'risk', 'ask', 'topic', 'action-item'));

-- Stakeholders of an account that the filter keeps out leave the lists with it, and what was read of their ties and persons
-- is forgotten by the next run of stakeholders. A tie is decided by its company from now on.
alter table stakeholders drop constraint stakeholders_presence_check;
alter table stakeholders add constraint stakeholders_presence_check
  check (presence in ('present', 'inactive', 'waiting', 'missing', 'filtered'));
-- Forced row-level security would hide every row from this statement, which names no workspace.
alter table source_records no force row level security;
update source_records set rule = 'account', rule_value = payload -> 'Company_ID' where object = 'company_person';
alter table source_records force row level security;

-- What was read is read back whole far more often than it is asked for a single field: as json it is given as it stands, where
-- jsonb is written out field by field each time. A text that no database can store is refused before it comes here.
alter table source_payloads alter column payload type json using payload::json;

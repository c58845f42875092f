-- The inputs of a score are kept to be read whole, never searched: as json they are checked and stored as they are
-- written, where jsonb takes every figure apart, which was half the work of storing a score.
alter table scores alter column inputs type json;

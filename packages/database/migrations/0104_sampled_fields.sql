-- What a sample of other objects than the company shows of their fields, by object; read and kept with the inventory.
-- Text as JSON, since jsonb refuses some of what is read.
alter table inventories add column sampled json not null default '{}';

-- When a stakeholder who was with us left: became inactive or disappeared. Null for who was gone when first read.
alter table stakeholders add column left_at timestamptz;

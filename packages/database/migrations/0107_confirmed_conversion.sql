-- How the values of a confirmed row are said in its field; null: as they are measured. Another conversion is another row.
alter table confirmed_values add column conversion jsonb;

-- Since when a field that is described is refused to be read; null again once it was read.
alter table source_fields add column refused_at timestamptz;

-- When the inventory began to be read that counts and preview of this version rested on; null when there was none.
-- A record that Gainsight changed after it may differ from what the preview said.
alter table config_versions add column inventory_read_at timestamptz;

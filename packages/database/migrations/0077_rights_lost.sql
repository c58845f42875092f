-- The guard of users counts whoever lost access or got a lesser role by Gainsight's data within a day, and nobody whom a
-- person let go or gave another role here: that clears one event and uses nothing up.
alter table users rename column left_at to rights_lost_at;

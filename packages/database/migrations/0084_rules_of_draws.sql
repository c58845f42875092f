-- What the scores of a draw are made by, once for all of them instead of in each; null where each score still holds it.
alter table score_peers add column rules jsonb;

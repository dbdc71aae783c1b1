-- The room "identity": what was chosen on the page that a citizen lets staff see, such as the day of a statement, as it stands in its address; never words
-- that were typed.
alter table guidance add column page_query jsonb not null default '{}';

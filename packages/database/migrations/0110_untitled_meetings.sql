-- A title of blanks gave a meeting no name, and no link to open it by.
alter table meetings no force row level security;
update meetings set title = 'Untitled meeting' where title !~ '[^[:space:][:cntrl:]]';
alter table meetings force row level security;

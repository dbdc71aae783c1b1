-- What is stuck is looked for each day, and is little beside all that has been done.
create index due_work_stuck on due_work (kind, key) where state = 'stuck';

-- When the executor last rejected claims: nobody has sued, or given them up, before that day. Four weeks from it are left to sue.
alter table errand add column rejected_on date;
update errand set rejected_on = sue_by - 28 where sue_by is not null;
alter table errand add check (sue_by is null or rejected_on is not null);

-- The room "claims": what ended with an answer gives its debtor some days, which run from the arrival of the answer's letter: the day by which it must have
-- arrived, also on paper, and the day it arrived where that is later. Null = from the day it was lifted, as of what no letter answered.
alter table hold add column days_from date check (days_from is null or lifted_on is not null and days_from >= lifted_on);
drop trigger stays_lifted on hold;
create trigger stays_lifted before update on hold for each row when (old.lifted_on is not null
  and ((new.lifted_on, new.lifted_at, new.lifted_by, new.lifted_why, new.told_on)
      is distinct from (old.lifted_on, old.lifted_at, old.lifted_by, old.lifted_why, old.told_on)
    or new.days_from is distinct from old.days_from and (old.days_from is null or new.days_from is null
      or new.days_from < old.days_from)))
  execute function refuse_change();

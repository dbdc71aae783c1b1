-- A claim whose rest was written off is followed up no further; something of its interest may still be owed.
alter table claim_course drop constraint claim_course_ended_as_check,
  add constraint claim_course_ended_as_check check (ended_as in ('paid', 'ended', 'at-recovery', 'written-off'));

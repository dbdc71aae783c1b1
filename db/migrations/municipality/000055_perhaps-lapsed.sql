-- The room "payments": money for a claim whose years have run out, and of which nobody has said whether it has lapsed.
alter table suspense drop constraint suspense_why_check,
  add check (why in ('no-line', 'not-a-line', 'wrong-check-digit', 'other-creditor', 'unknown-line', 'at-recovery', 'ended-claim',
    'perhaps-lapsed'));

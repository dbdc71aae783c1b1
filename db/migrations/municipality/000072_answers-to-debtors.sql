-- The room "claims": bills rest for some days while a request for instalments or a later day waits, and repayment rests while its source
-- is to correct it (law/holds.ts, `request` and `source-to-correct`).
alter table hold
  drop constraint hold_reason_check,
  add constraint hold_reason_check check (reason in ('complaint', 'objection', 'source-to-correct', 'deferral', 'plan', 'request',
    'death', 'bankruptcy', 'debt-relief', 'missing-address', 'returned-mail', 'set-off-pending', 'lapse-review', 'ended',
    'recovery', 'liability', 'manual'));

-- The room "objections": a debtor may take back what they said.
alter table objection
  drop constraint objection_outcome_check,
  add constraint objection_outcome_check check (outcome in ('upheld', 'partly', 'refused', 'withdrawn'));

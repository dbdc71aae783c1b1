-- The room "claims": a complaint about a decision stops reminders and what would come after them, and nothing else: the plan goes on and is paid (law/holds.ts,
-- `decision-complaint`).
alter table hold
  drop constraint hold_reason_check,
  add constraint hold_reason_check check (reason in ('complaint', 'objection', 'source-to-correct', 'deferral', 'plan', 'request',
    'death', 'bankruptcy', 'debt-relief', 'missing-address', 'returned-mail', 'set-off-pending', 'lapse-review', 'ended',
    'recovery', 'liability', 'decision-complaint', 'manual'));

-- The room "collection": a claim that Gældsstyrelsen has sent back with less left of it than its messages come to rests until a person has
-- cleared with it where the rest is (law/holds.ts, `returned-less`).
alter table hold
  drop constraint hold_reason_check,
  add constraint hold_reason_check check (reason in ('complaint', 'objection', 'source-to-correct', 'deferral', 'plan', 'request',
    'death', 'bankruptcy', 'debt-relief', 'missing-address', 'returned-mail', 'set-off-pending', 'lapse-review', 'ended',
    'recovery', 'returned-less', 'liability', 'decision-complaint', 'manual'));

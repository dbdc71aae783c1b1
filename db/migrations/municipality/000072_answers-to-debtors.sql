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

-- The room "agreements": requests that wait stand in the list of what a person is to decide.
insert into work_item (kind, debtor_number, month, opened_at, about)
select 'arrangement-proposed', debtor_number, date_trunc('month', requested_on)::date, asked_at, arrangement::text
from arrangement where state = 'proposed'
order by arrangement
on conflict (month, debtor_number, kind, about) do nothing;

-- The room "claims": what somebody has become liable for is held for that reason (law/holds.ts, `liability`), and no longer as what a
-- person holds by hand.
alter table hold
  drop constraint hold_reason_check,
  add constraint hold_reason_check check (reason in ('complaint', 'objection', 'deferral', 'plan', 'death', 'bankruptcy',
    'debt-relief', 'missing-address', 'returned-mail', 'set-off-pending', 'lapse-review', 'ended', 'recovery', 'liability',
    'manual'));

-- Those that stand until a letter has arrived. The old ones end on the day they began: what is lifted that day has never counted.
insert into hold (claim_number, reason, entry, debtor_number, from_on, review_on, about, placed_at, placed_by)
select h.claim_number, 'liability', row_number() over (partition by h.claim_number order by h.debtor_number), h.debtor_number,
  h.from_on, h.review_on, h.about, h.placed_at, h.placed_by
from hold h
where h.reason = 'manual' and h.lifted_on is null and exists (
  select from due_work w join notice n on n.notice_id = w.key::bigint
  where w.kind = 'liability-told' and w.state <> 'done' and w.payload ->> 'errand' = h.about
    and n.debtor_number = h.debtor_number);
update hold m set lifted_on = m.from_on, lifted_at = m.placed_at, lifted_by = 'migration', lifted_why = 'another reason'
from hold l
where l.reason = 'liability' and m.reason = 'manual' and m.lifted_on is null and m.claim_number = l.claim_number
  and m.debtor_number = l.debtor_number and m.about = l.about;

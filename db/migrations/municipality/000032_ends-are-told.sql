-- When a debtor is no longer liable for a claim, what follows is due work (`liability-ended`) for the room "endings": the claim is
-- held for good, recovery is called off, interest stops, and the debtor is told where no decision has told it. For what has ended
-- until now, so that the same holds for it.
insert into due_work (kind, key, due_at, payload)
select 'liability-ended', debtor_number || '/' || claim_number, recorded_at,
  jsonb_build_object('kind', kind, 'on', ended_on, 'owed', '0.00')
from liability_end
on conflict (kind, key) do nothing;

-- The room "agreements": an agreement also ends because the debtor owes its claims no more though nobody withdrew them: an estate, debt
-- relief, limitation.
alter table agreement drop constraint agreement_ended_why_check,
  add check (ended_why in ('replaced', 'paid', 'lapsed', 'freed', 'cancelled', 'reversed', 'defaulted'));

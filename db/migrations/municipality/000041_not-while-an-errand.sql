-- While somebody is dead, bankrupt or being relieved of debt nothing is proposed, and nothing is asked for by instalments: the month
-- and the due date say so.
alter table determination drop constraint determination_consequence_check,
  add check (consequence in ('decision', 'same', 'pending', 'rise-below-threshold', 'rise-to-confirm',
    'rise-waits-for-complaint', 'manual-stands', 'nothing-owed', 'person', 'defaulted', 'invoice-open',
    'not-while-death', 'not-while-bankruptcy', 'not-while-debt-relief'));

alter table instalment drop constraint instalment_less_because_check,
  add check (less_because in ('suspension-under-way', 'fall-under-way', 'deferral-found', 'dead', 'errand'));

-- Holds towards all who are liable are asked for by their reason, of many debtors at a time.
create index hold_towards_all on hold (reason, claim_number) where debtor_number is null and lifted_on is null;

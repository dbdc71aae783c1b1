-- What debt relief has taken of a claim follows the claim's past as it is known later: a payment from before the relief that the bank
-- takes back or that is known late, a correction, interest that amounts to something else. The ledger itself must know which part is
-- kept, and since when.
create table claim_relief (
  claim_number bigint not null references claim,
  errand bigint not null references errand,
  -- Hundredths of a percent that are still owed.
  kept_hundredths int not null check (kept_hundredths between 1 and 10000),
  relieved_on date not null,
  recorded_at timestamptz not null,
  primary key (claim_number, errand)
);
create index claim_relief_errand on claim_relief (errand);
create trigger append_only before update or delete on claim_relief for each row execute function refuse_change();

-- When it was written: with its transfer; where nothing was left to take, at the end of its day.
insert into claim_relief (claim_number, errand, kept_hundredths, relieved_on, recorded_at)
select r.claim_number, r.errand, e.kept_hundredths, r.relieved_on,
  coalesce(
    (select min(t.recorded_at) from transfer t
      where t.cause = 'liability-ended' and t.cause_number = r.claim_number and t.debit_kind = 'ended'
        and t.value_date = r.relieved_on),
    (r.relieved_on + 1)::timestamp at time zone 'Europe/Copenhagen')
from errand_relieved r join errand e using (errand);

drop table errand_relieved;

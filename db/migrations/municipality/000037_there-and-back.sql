-- Rooms "claims", "collection" and "charges": claims that are sent to the recovery authority, become more there, are given up there and
-- come back.

-- Sent, and neither refused nor back: the day's work does not look at the clearance again.
alter table transfer_clearance add sent_on date;
update transfer_clearance c set sent_on = greatest(c.cleared_from, (
    select max(a.queued_on) from recovery_action a where a.claim_number = c.claim_number
      and a.code in ('OPRETFORDRING', 'GENINDSENDFORDRING')))
where c.withdrawn_on is null and exists (
  select from recovery_claim r where r.claim_number = c.claim_number
    and r.state in ('in-transfer', 'in-hearing', 'received'));
drop index transfer_clearance_from;
create index transfer_clearance_from on transfer_clearance (cleared_from, claim_number) where withdrawn_on is null and sent_on is null;

-- Written off by the authority (gældsinddrivelsesloven § 16): all of it ends there, a part of it makes it less.
alter table recovery_claim add written_off_ore bigint not null default 0 check (written_off_ore >= 0);
alter table recovery_claim drop constraint recovery_claim_state_check;
alter table recovery_claim add constraint recovery_claim_state_check
  check (state in ('in-transfer', 'in-hearing', 'received', 'recalled', 'returned', 'rejected', 'cancelled', 'written-off'));
alter table recovery_claim drop constraint recovery_claim_check2;
alter table recovery_claim add constraint recovery_claim_ended
  check ((state in ('recalled', 'returned', 'written-off')) = (ended_on is not null));

-- Claims that came back are looked at whatever day their time ran out while they were away.
create index limitation_returned on limitation (until_on, claim_number, debtor_number) where because = 'returned' and not superseded;

-- Interest that has become more while its claim is at the authority is an interest claim of its own for the same period.
alter table charge add adds_to bigint references charge;
alter table charge drop constraint charge_main_claim_kind_period_from_key;
create unique index charge_period on charge (main_claim, kind, period_from) where adds_to is null;
create index charge_main on charge (main_claim);
create index charge_adds_to on charge (adds_to) where adds_to is not null;
alter table charge add constraint charge_adds_to_interest check (adds_to is null or kind = 'interest');

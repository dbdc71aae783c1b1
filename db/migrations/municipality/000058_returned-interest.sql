-- The room "charges": interest of the authority that came back with its main claim, unpaid (REINDGI). It was worked out there.
alter table charge
  drop constraint charge_kind_check,
  add constraint charge_kind_check check (kind in ('interest', 'fee', 'returned'));
drop index charge_period;
create unique index charge_period on charge (main_claim, kind, period_from) where adds_to is null and kind <> 'returned';

-- The room "collection": how much of it has been raised here. What came back before it was kept is not raised afterwards.
alter table recovery_claim add returned_interest_ore bigint not null default 0;
update recovery_claim set returned_interest_ore = interest_ore - covered_interest_ore
  where state in ('recalled', 'returned') and interest_ore > covered_interest_ore;
create index recovery_claim_returned on recovery_claim (claim_number)
  where state in ('recalled', 'returned') and interest_ore - covered_interest_ore > returned_interest_ore;

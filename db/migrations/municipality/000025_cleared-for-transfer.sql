-- The room "claims": what has been done before a claim may be sent to the recovery authority, and those who owe it have been told.
create table transfer_clearance (
  claim_number bigint not null references claim,
  entry smallint not null check (entry > 0),
  -- The first day on which it may be sent.
  cleared_from date not null,
  -- The deadline of the last reminder or demand; null = none was printed.
  last_deadline date check (last_deadline < cleared_from),
  -- recorded: a reason why there was no reminder is on record, or it is not this municipality's practice.
  reminded text not null check (reminded in ('done', 'recorded', 'no')),
  -- default: bek. 585/2023 § 10. dunning: the steps of the claim type's life cycle.
  because text not null check (because in ('default', 'dunning')),
  -- A decision's or notice's number.
  about text not null check (about <> ''),
  -- Null: automatic, by a recorded ground.
  approved_by text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  -- Paid, deferred, disputed before it was sent; or sent back since. Never set anew.
  withdrawn_on date,
  withdrawn_why text,
  primary key (claim_number, entry),
  check ((withdrawn_on is null) = (withdrawn_why is null))
);
create unique index transfer_clearance_standing on transfer_clearance (claim_number) where withdrawn_on is null;
create index transfer_clearance_from on transfer_clearance (cleared_from, claim_number) where withdrawn_on is null;
create trigger stays_withdrawn before update on transfer_clearance for each row when (old.withdrawn_on is not null)
  execute function refuse_change();
create trigger stays_as_cleared before update of claim_number, entry, cleared_from, last_deadline, reminded, because, about,
  approved_by, recorded_at, recorded_by on transfer_clearance for each row execute function refuse_change();
create trigger never_deleted before delete on transfer_clearance for each row execute function refuse_change();

-- One row for everyone who owes the claim, as they stood when it was cleared.
create table told_of_transfer (
  claim_number bigint not null,
  entry smallint not null,
  debtor_number integer not null references debtor,
  -- The letter that told them; null = none was sent, and `exception` says why.
  letter_id bigint,
  arrived_on date,
  exception text check (exception in ('no-address', 'returned', 'hurts-recovery')),
  -- Did not pay although able (bek. 585/2023 § 10); of ordinary claims, did not pay.
  in_default boolean not null,
  primary key (claim_number, entry, debtor_number),
  foreign key (claim_number, entry) references transfer_clearance,
  check (arrived_on is null or letter_id is not null)
);
create index told_of_transfer_debtor on told_of_transfer (debtor_number);
create trigger append_only before update or delete on told_of_transfer for each row execute function refuse_change();

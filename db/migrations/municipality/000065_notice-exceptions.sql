-- The room "dunning": why one who owes an ordinary claim is not told in writing before it goes to the recovery authority
-- (gældsinddrivelsesloven § 2, stk. 4). Never of claims under a collection order (bek. 585/2023 § 10).
create table notice_exception (
  claim_number bigint not null references claim,
  debtor_number integer not null references debtor,
  -- The newest counts.
  entry smallint not null check (entry between 1 and 999),
  reason text not null check (reason in ('no-address', 'returned', 'hurts-recovery')),
  because text not null check (because <> ''),
  recorded_on date not null,
  recorded_by text not null check (recorded_by <> ''),
  recorded_at timestamptz not null,
  primary key (claim_number, debtor_number, entry)
);
create index notice_exception_debtor on notice_exception (debtor_number);
create trigger append_only before update or delete on notice_exception for each row execute function refuse_change();

-- The second person, where the first may not do it alone.
create table notice_exception_approval (
  claim_number bigint not null,
  debtor_number integer not null,
  entry smallint not null,
  approved_by text not null check (approved_by <> ''),
  approved_at timestamptz not null,
  primary key (claim_number, debtor_number, entry),
  foreign key (claim_number, debtor_number, entry) references notice_exception
);
create trigger append_only before update or delete on notice_exception_approval for each row execute function refuse_change();

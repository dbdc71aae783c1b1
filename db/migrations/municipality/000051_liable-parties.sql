-- The room "endings": that somebody besides those who owe a claim is liable for it, proposed by one and approved by another. Its
-- number is derived: the claim and its place among the claim's proposals.
create table liable_proposal (
  proposal bigint primary key check (proposal > 0),
  claim_number bigint not null references claim,
  debtor_number integer not null references debtor,
  because text not null check (because <> ''),
  proposed_on date not null,
  proposed_by text not null,
  outcome text check (outcome in ('approved', 'refused')),
  closed_on date,
  closed_by text,
  closed_why text check (closed_why <> ''),
  check (num_nulls(outcome, closed_on, closed_by) in (0, 3)),
  check ((closed_why is not null) <= (outcome = 'refused')),
  check (outcome <> 'approved' or closed_by <> proposed_by)
);
create index liable_proposal_claim on liable_proposal (claim_number);
create index liable_proposal_debtor on liable_proposal (debtor_number);
create unique index liable_proposal_open on liable_proposal (claim_number, debtor_number) where outcome is null;
create trigger never_deleted before delete on liable_proposal for each row execute function refuse_change();
create trigger stays_closed before update on liable_proposal for each row when (old.outcome is not null)
  execute function refuse_change();
create trigger stays_as_proposed before update of proposal, claim_number, debtor_number, because, proposed_on, proposed_by
  on liable_proposal for each row execute function refuse_change();

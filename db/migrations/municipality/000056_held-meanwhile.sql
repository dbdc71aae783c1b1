-- The room "ledger": money that was received before other money covered a main claim, was known after it, and is held because nothing is
-- owed. On the claim it counts from its own day, instead of as much of what came last; no money moves.
create table held_meanwhile (
  payment_number bigint not null references payment,
  claim_number bigint not null references claim,
  -- Its place among those of the payment and claim, from 1: another when the payment was moved.
  entry smallint not null check (entry > 0),
  from_on date not null,
  amount_ore bigint not null check (amount_ore > 0),
  recorded_at timestamptz not null,
  -- When the payment was taken back or moved.
  taken_back_at timestamptz,
  primary key (payment_number, claim_number, entry)
);
create index held_meanwhile_claim on held_meanwhile (claim_number);
create trigger never_deleted before delete on held_meanwhile for each row execute function refuse_change();
create trigger stays_taken_back before update on held_meanwhile for each row when (old.taken_back_at is not null)
  execute function refuse_change();
create trigger stays_as_counted before update of payment_number, claim_number, entry, from_on, amount_ore, recorded_at
  on held_meanwhile for each row execute function refuse_change();

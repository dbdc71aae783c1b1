-- The room "accounting": the state's share of parts of claims that came without one, as a person has found it out. What stands on the
-- municipality's clearing account moves with the vouchers of the first day that is closed from then on.
create table found_share (
  claim_number bigint not null references claim,
  part_claim_id text not null check (part_claim_id <> ''),
  refund_percent smallint not null check (refund_percent between 0 and 100),
  -- The first accounting day that counts with it.
  counts_from date not null,
  because text not null check (because <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null check (recorded_by <> ''),
  primary key (claim_number, part_claim_id)
);
create trigger append_only before update or delete on found_share for each row execute function refuse_change();

-- A voucher may tell of no transfer: a share that was found out moves what was told before.
alter table voucher drop constraint voucher_transfers_check, add check (transfers >= 0);

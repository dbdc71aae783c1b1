-- What a settlement of the recovery authority pays of each claim, where its message says so (AfregningFordringSamling): by that, and not
-- by the sum alone, it is held against what was covered.
create table recovery_settled_claim (
  settlement text not null references recovery_settlement,
  -- The authority's number of the claim.
  authority_id text not null check (authority_id <> ''),
  amount_ore bigint not null,
  primary key (settlement, authority_id)
);
create trigger append_only before update or delete on recovery_settled_claim for each row execute function refuse_change();

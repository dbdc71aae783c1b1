-- The room "ledger": of a loss that was booked of what was owed the debt stands (a loss is booked, nothing is remitted), until
-- something else is known. Money that is meant for the claim takes it back as far as it goes (cause loss-recovered, the loss's number).
-- src/ledger/causes.ts says the same; a test compares them.
alter table transfer
  drop constraint transfer_cause_check,
  add constraint transfer_cause_check check (cause in (
    'claim-raised', 'claim-corrected', 'charge-raised', 'charge-adjusted',
    'instalment', 'instalment-withdrawn', 'arrangement-instalment', 'arrangement-withdrawn', 'default',
    'payment', 'payment-reversed', 'suspense-resolved', 'reallocated', 'cleared', 'till-emptied',
    'transferred', 'recalled', 'recovered', 'settled',
    'liability-ended', 'written-off', 'write-off-reversed', 'loss-recovered', 'rounding',
    'refund-decided', 'refund-sent', 'refund-paid', 'refund-rejected', 'give-back-undone', 'owed-back-covered', 'set-off'));

create table loss_still_owed (
  -- The loss's number among the losses (write_off).
  loss_number bigint primary key,
  claim_number bigint not null references claim,
  -- taken-back: a person has taken the loss back; final: the debtor has been freed of what was owed.
  ended_as text check (ended_as in ('taken-back', 'final')),
  ended_at timestamptz,
  check ((ended_as is null) = (ended_at is null))
);
create index loss_still_owed_claim on loss_still_owed (claim_number);
create trigger never_deleted before delete on loss_still_owed for each row execute function refuse_change();
create trigger stays_ended before update on loss_still_owed for each row when (old.ended_at is not null)
  execute function refuse_change();

-- What persons have booked until now of what was owed. An estate's loss is final, and so is a loss of whom an errand has freed of debt.
insert into loss_still_owed (loss_number, claim_number)
select write_off, claim_number from write_off w
where state = 'booked' and taken_from = 'owed' and reason in ('administrative', 'trivial', 'futile')
  and not exists (
    select from liability l join errand e using (debtor_number)
    where l.claim_number = w.claim_number
      and e.outcome in ('part-paid', 'estate-insolvent', 'undivided-estate', 'private-division', 'dividend', 'relieved'));

-- The room "payments": which payment has brought back what of which loss, or no longer does.
create table recovered_loss (
  -- A transfer with the cause loss-recovered: its loss and its line.
  loss_number bigint not null,
  line smallint not null check (line > 0),
  payment_number bigint not null references payment,
  primary key (loss_number, line)
);
create index recovered_loss_payment on recovered_loss (payment_number);
create trigger never_changed before update or delete on recovered_loss for each row execute function refuse_change();

-- What a payment covers may have been written off.
alter table allocation
  drop constraint allocation_part_check,
  add constraint allocation_part_check check (part in ('due', 'notAsked', 'dueFromOther', 'lost'));

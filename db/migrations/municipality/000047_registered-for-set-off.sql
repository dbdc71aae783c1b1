-- Claims that the municipality goes on collecting itself, and that are registered at the recovery authority so that payouts of the state
-- may be set off against them (MODR).

-- The room "claims": which claims are registered, so that whatever stops a claim there reaches the registration too.
create table set_off_registration (
  claim_number bigint not null references claim,
  -- Which of the claim's registrations, from 1.
  entry smallint not null check (entry > 0),
  -- on-its-way: queued, or told and not answered. rejected and cancelled were never registered; returned: the authority ended it.
  state text not null check (state in ('on-its-way', 'registered', 'ended', 'returned', 'rejected', 'cancelled')),
  -- The authority's own number.
  authority_id text unique check (authority_id <> ''),
  asked_on date not null,
  registered_on date,
  ended_on date,
  ended_why text check (ended_why <> ''),
  -- What the authority has by what we have told it, and what of that it has covered.
  reported_ore bigint not null default 0 check (reported_ore >= 0),
  covered_ore bigint not null default 0,
  -- A person's words; null = by the municipality's choice for all.
  because text check (because <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (claim_number, entry),
  check ((ended_on is null) = (state in ('on-its-way', 'registered'))),
  check ((ended_on is null) = (ended_why is null)),
  check (state <> 'registered' or authority_id is not null and registered_on is not null)
);
create unique index set_off_registration_one on set_off_registration (claim_number) where ended_on is null;
create trigger never_deleted before delete on set_off_registration for each row execute function refuse_change();

-- The room "collection": what is told of a registration goes through the same queue, so that a claim is never told of twice at once.
alter table recovery_action
  add column art text not null default 'INDR' check (art in ('INDR', 'MODR')),
  drop constraint recovery_action_claim_number_fkey,
  add constraint recovery_action_claim_number_fkey foreign key (claim_number) references claim;
alter table recovery_action alter column art drop default;

-- The room "payments": money that the authority has set off for us.
alter table payment
  drop constraint payment_channel_check,
  add constraint payment_channel_check
    check (channel in ('bank', 'counter', 'betalingsservice', 'card', 'mobilepay', 'state-set-off'));

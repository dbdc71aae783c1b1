-- The room "endings": losses (afskrivninger), from proposal to booking and back. A loss books what is owed no more, or is not
-- worth collecting; it ends no claim. Its number is derived: the claim and its place among the claim's losses.
create table write_off (
  write_off bigint primary key check (write_off > 0),
  claim_number bigint not null references claim,
  -- Who is, or was, liable for it; of a joint claim the first.
  debtor_number integer not null references debtor,
  reason text not null check (reason in ('lapse', 'limitation', 'accessory', 'estate', 'estate-insolvent', 'bankruptcy',
    'debt-relief', 'recovery', 'futile', 'trivial', 'rounding', 'administrative')),
  -- Where the money stands: owed by nobody, at the recovery authority, or still owed.
  taken_from text not null check (taken_from in ('ended', 'recovery', 'owed')),
  amount_ore bigint not null check (amount_ore > 0),
  -- What it rests on: a notification's number, or a person's reasons. No personal data.
  about text not null,
  state text not null check (state in ('proposed', 'committee', 'booked', 'refused', 'reversed')),
  configuration_version integer not null references configuration,
  proposed_on date not null,
  proposed_by text not null,
  -- `automatic`: by a recorded ground.
  approved_on date,
  approved_by text,
  -- The committee's decision, where it had one to make.
  committee text check (committee <> ''),
  booked_on date,
  -- Refused, or reversed.
  closed_on date,
  closed_by text,
  closed_why text check (closed_why <> ''),
  check ((approved_on is null) = (approved_by is null)),
  check ((approved_by is null) or approved_by = 'automatic' or approved_by <> proposed_by),
  check ((state in ('booked', 'reversed')) = (booked_on is not null)),
  check (state not in ('committee', 'booked', 'reversed') or approved_on is not null),
  check ((state in ('refused', 'reversed')) = (closed_on is not null)),
  check (num_nulls(closed_on, closed_by, closed_why) in (0, 3))
);
create index write_off_claim on write_off (claim_number);
create index write_off_debtor on write_off (debtor_number);
create index write_off_configuration on write_off (configuration_version);
create unique index write_off_open on write_off (claim_number, taken_from) where state in ('proposed', 'committee');
-- What the recovery authority tells is told once.
create unique index write_off_told on write_off (claim_number, about) where taken_from = 'recovery';
create trigger never_deleted before delete on write_off for each row execute function refuse_change();
create trigger stays_closed before update on write_off for each row when (old.state in ('refused', 'reversed'))
  execute function refuse_change();
create trigger stays_as_proposed before update of write_off, claim_number, debtor_number, reason, taken_from, amount_ore, about,
  configuration_version, proposed_on, proposed_by on write_off for each row execute function refuse_change();

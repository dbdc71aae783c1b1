-- The room "charges": interest and fees, each a claim of its own beside its main claim. What they amount to stands here; who
-- owes them is in `liability`, what is left of them in the ledger. A charge's number is derived from its main claim's and its
-- place (charges/charge-number.ts), so that a job that was killed and is repeated writes the same rows.

-- The municipality's own types (LOKAL-…) have longer names than the official codes.
alter table claim drop constraint claim_claim_type_check,
  add constraint claim_claim_type_check check (claim_type ~ '^[A-ZÆØÅ0-9-]{3,24}$');

create table charge (
  claim_number bigint primary key references claim,
  main_claim bigint not null references claim,
  kind text not null check (kind in ('interest', 'fee')),
  regime text not null check (regime in ('gebyrloven', 'renteloven', 'special')),
  -- The days that interest is for; of a fee, the day of its letter.
  period_from date not null,
  period_to date not null,
  posted_on date not null,
  -- What bore the interest when the period began; of a fee, nothing.
  basis_ore bigint check (basis_ore > 0),
  rate_hundredths integer check (rate_hundredths > 0),
  amount_ore bigint not null check (amount_ore > 0),
  -- Time-barred after this day by its own due date; it ends with its main claim whatever stands here.
  until_on date not null,
  -- The letter that the fee is for. The letter is written after its fee, so that nothing refers to it here.
  notice_id bigint,
  configuration_version integer not null references configuration,
  unique (main_claim, kind, period_from),
  check (period_from <= period_to),
  check ((kind = 'fee') = (notice_id is not null)),
  check ((kind = 'interest') = (basis_ore is not null)),
  check ((kind = 'interest') = (rate_hundredths is not null))
);
create index charge_configuration on charge (configuration_version);
create index charge_until on charge (until_on, claim_number);
create unique index charge_notice on charge (notice_id) where notice_id is not null;
create trigger append_only before update or delete on charge for each row execute function refuse_change();

-- Where a main claim is on its way through the months of interest. A stored day only: what is posted follows from the claim,
-- its payments and the law.
create table interest_course (
  claim_number bigint primary key references claim,
  regime text not null check (regime in ('gebyrloven', 'renteloven', 'special')),
  -- Renteloven § 3: whether the due date was fixed in advance.
  due_fixed boolean not null,
  -- Nothing before this day: the day of the council's decision, or the day from which the claim is charged here.
  from_on date not null,
  -- Days for which no decision of the council stood, where one was taken back and another taken: [{"from", "to"}, …]. They
  -- bear no interest.
  undecided jsonb not null default '[]' check (jsonb_typeof(undecided) = 'array'),
  -- The day on which something may be to post; null = none.
  next_on date,
  -- How many months of interest have been posted: the last place that was used.
  posted smallint not null default 0 check (posted between 0 and 899),
  stopped_on date,
  stopped_why text check (stopped_why in ('paid', 'transferred', 'ended', 'no-council-decision')),
  check ((stopped_on is null) = (stopped_why is null)),
  check ((stopped_on is null) = (next_on is not null))
) with (fillfactor = 80);
create index interest_course_next on interest_course (next_on, claim_number) where next_on is not null;
create index interest_course_undecided on interest_course (claim_number) where stopped_why = 'no-council-decision';
create trigger never_deleted before delete on interest_course for each row execute function refuse_change();

-- What a charge amounts to otherwise than it did, because the past under it changed: a payment dated back, a reversal, a
-- correction. The newest entry says what stands; nothing is opened again.
create table charge_adjustment (
  claim_number bigint not null references charge,
  entry smallint not null check (entry > 0),
  cause text not null check (cause in ('payment', 'payment-reversed', 'correction')),
  cause_number bigint not null check (cause_number > 0),
  stood_ore bigint not null check (stood_ore >= 0),
  stands_ore bigint not null check (stands_ore >= 0),
  booked_on date not null,
  recorded_at timestamptz not null,
  primary key (claim_number, entry),
  check (stood_ore <> stands_ore)
);
create trigger append_only before update or delete on charge_adjustment for each row execute function refuse_change();

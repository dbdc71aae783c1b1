-- The room "letters": letters that tell no decision, when they arrived, and letters that are kept as their data alone.

-- A letter that tells no decision, such as a reminder: written when it was decided to send it, told in its letter. Its number
-- is its letter's (see kernel/ids.ts).
create table notice (
  notice_id bigint primary key check (notice_id between 1000000000000000000 and 1999999999999999999),
  debtor_number integer not null references debtor,
  -- The model's own list of kinds is the list; see letters/notice-facts.ts.
  kind text not null check (kind ~ '^[a-z-]+$'),
  made_on date not null,
  -- What the letter says besides its frame, as it stood that day: json, kept as it was written.
  told json not null,
  -- The deadline that the letter prints, and the days it gives from the day it arrives; both or neither.
  printed_deadline date,
  deadline_days smallint check (deadline_days > 0),
  -- The letter says that the claims may go to the recovery authority.
  warns_of_transfer boolean not null,
  fee_claim bigint references claim,
  -- What it is about besides its claims; rooms that come later have those tables.
  instalment_id bigint,
  arrangement bigint,
  configuration_version integer not null references configuration,
  -- Filled in once each as it becomes known: when it had reached everyone it is addressed to, and until when they have.
  arrived_on date,
  deadline date,
  -- The first day on which it came back or could not be delivered; also where it had counted as arrived by then.
  not_arrived_on date,
  -- It was given up before its letter was made: nobody is told of it.
  withdrawn_on date,
  withdrawn_why text check (withdrawn_why ~ '^[a-z-]+$'),
  check ((printed_deadline is null) = (deadline_days is null)),
  check ((deadline is null) = (arrived_on is null or printed_deadline is null)),
  check (deadline >= printed_deadline),
  check (printed_deadline > made_on),
  check ((withdrawn_on is null) = (withdrawn_why is null)),
  check (withdrawn_on is null or arrived_on is null)
);
create index notice_debtor on notice (debtor_number);
create index notice_fee on notice (fee_claim) where fee_claim is not null;
create index notice_configuration on notice (configuration_version);
create index notice_deadline on notice (deadline) where deadline is not null;

-- The claims that a notice is about, with what was left of each that day.
create table notice_claim (
  notice_id bigint not null references notice,
  claim_number bigint not null references claim,
  owed_ore bigint not null check (owed_ore > 0),
  primary key (notice_id, claim_number)
);
create index notice_claim_claim on notice_claim (claim_number);

-- What was told stays, and what has been noted of it is noted once.
create trigger never_deleted before delete on notice for each row execute function refuse_change();
create trigger told_stays before update on notice for each row when (
  (old.notice_id, old.debtor_number, old.kind, old.made_on, old.told::text, old.printed_deadline, old.deadline_days,
    old.warns_of_transfer, old.fee_claim, old.instalment_id, old.arrangement, old.configuration_version)
  is distinct from
  (new.notice_id, new.debtor_number, new.kind, new.made_on, new.told::text, new.printed_deadline, new.deadline_days,
    new.warns_of_transfer, new.fee_claim, new.instalment_id, new.arrangement, new.configuration_version)
  or old.arrived_on is not null and (old.arrived_on, old.deadline) is distinct from (new.arrived_on, new.deadline)
  or old.not_arrived_on is not null and old.not_arrived_on is distinct from new.not_arrived_on
  or old.withdrawn_on is not null and (old.withdrawn_on, old.withdrawn_why) is distinct from (new.withdrawn_on, new.withdrawn_why)
) execute function refuse_change();
create trigger append_only before update or delete on notice_claim for each row execute function refuse_change();

-- A letter is about a decision or is a notice. Which kinds there are is the letter models' affair. This writes the table anew, so
-- that it needs room for the archive twice while it runs.
alter table letter
  drop column decision_id,
  add decision_id bigint generated always as (case when letter_id < 1000000000000000000 then letter_id / 10 end) stored
    references decision,
  add notice_id bigint generated always as (case when letter_id >= 1000000000000000000 then letter_id end) stored
    references notice,
  drop constraint letter_kind_check,
  add check (kind ~ '^[a-z-]+$'),
  -- Kept as its data alone: model and template version give the same bytes when a document is asked for.
  alter pdf drop not null,
  alter sha256 drop not null,
  alter pages drop not null,
  add check ((pdf is null) = (sha256 is null) and (pdf is null) = (pages is null));
create index letter_decision on letter (decision_id) where decision_id is not null;
create index letter_notice on letter (notice_id) where notice_id is not null;

-- The register holds claims of every type. `claim` is what all of them have; a claim under chapter 12 of aktivloven has a row
-- in `repayment_claim` as well. An interest or fee claim names its main claim.
create table repayment_claim (
  claim_number bigint primary key references claim,
  -- As in `claim`: with them the month's run reads one row of a claim and not two.
  law text not null,
  period_from date not null,
  benefit text not null,
  paid_on date not null,
  amount_basis text not null check (amount_basis in ('gross', 'net')),
  decision_date date not null,
  decision_delivered date not null,
  -- Months, as YYYY-MM.
  decision_period_from char(7) not null check (decision_period_from ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  decision_period_to char(7) not null check (decision_period_to ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- The situation: what the source system may tell otherwise later. What it told before is in claim_earlier_situation.
  complaint_pending boolean not null,
  help_stopped date,
  known_from date,
  known_reason text,
  -- The earliest day the claim can lapse, from help_stopped, known_from and the law. Null while the help runs.
  lapse_earliest date,
  -- The import that told the situation.
  situation_import bigint not null references claim_import,
  check (decision_period_from <= decision_period_to),
  check (decision_date <= decision_delivered),
  check ((known_from is null) = (known_reason is null)),
  check (help_stopped is not null or lapse_earliest is null)
);
-- All claims until now are under chapter 12.
insert into repayment_claim (claim_number, law, period_from, benefit, paid_on, amount_basis, decision_date, decision_delivered,
  decision_period_from, decision_period_to, complaint_pending, help_stopped, known_from, known_reason, lapse_earliest,
  situation_import)
select claim_number, law, period_from, benefit, paid_on, amount_basis, decision_date, decision_delivered, decision_period_from,
  decision_period_to, complaint_pending, help_stopped, known_from, known_reason, lapse_earliest, situation_import
from claim order by claim_number;
create index repayment_claim_situation_import on repayment_claim (situation_import);
create index repayment_claim_lapse on repayment_claim (lapse_earliest, claim_number) where lapse_earliest is not null;
alter table claim_earlier_situation drop constraint claim_earlier_situation_claim_number_fkey,
  add foreign key (claim_number) references repayment_claim;

alter table claim drop constraint claim_check,
  drop column benefit, drop column paid_on, drop column amount_basis, drop column decision_date,
  drop column decision_delivered, drop column decision_period_from, drop column decision_period_to,
  drop column complaint_pending, drop column help_stopped, drop column known_from, drop column known_reason,
  drop column lapse_earliest, drop column situation_import,
  -- Interest and fees come from no file; not every claim is for a period, or by a paragraph that the source tells.
  alter period_from drop not null, alter period_to drop not null, alter import_number drop not null,
  alter law drop not null, alter paragraph drop not null,
  -- A code of the list of claim types (statute/claim-types.json), or the municipality's own.
  add claim_type text,
  add level text not null default 'main' check (level in ('main', 'interest', 'fee')),
  add main_claim bigint references claim,
  -- When it arose, when it fell due, and the last day of timely payment (SRB). Changes are in claim_date_change.
  add origin_on date,
  add due_on date,
  add srb_on date,
  add demand_sent_on date,
  add property_number text check (property_number ~ '^[0-9]{1,10}$'),
  -- Claims that one debt was split into, one for each debtor, have the same text here.
  add split_of text check (split_of <> '');
update claim c set claim_type = 'KTTIBAK', origin_on = r.paid_on from repayment_claim r where r.claim_number = c.claim_number;
alter table claim alter claim_type set not null, alter level drop default,
  add check (claim_type ~ '^[A-ZÆØÅ0-9-]{3,12}$'),
  add check ((level = 'main') = (main_claim is null)),
  add check ((level = 'main') = (import_number is not null)),
  add check ((period_from is null) = (period_to is null)),
  add check (period_from <= period_to),
  add check (due_on <= srb_on);
create index claim_main on claim (main_claim) where main_claim is not null;

alter table claim_import add kind text not null default 'repayment' check (kind in ('repayment', 'ordinary', 'clean-up'));
alter table claim_import alter kind drop default;
-- The state's share came with each part of a repayment claim; ordinary claims have none, or their own table says it.
alter table part_claim alter refund_percent drop not null;

-- A date of a claim was set otherwise: what stood, and why.
create table claim_date_change (
  claim_number bigint not null references claim,
  entry smallint not null check (entry > 0),
  field text not null check (field in ('origin', 'due', 'srb', 'period')),
  -- YYYY-MM-DD; a period as two of them with / between.
  before text,
  after text not null,
  because text not null check (because in ('demand', 'arrangement', 'arrangement-ended', 'source', 'transfer', 'correction')),
  -- What it rests on: a letter, an arrangement, the source's own words.
  about text not null,
  changed_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (claim_number, entry),
  check (before is distinct from after)
);
create trigger append_only before update or delete on claim_date_change for each row execute function refuse_change();

alter table liability_end drop constraint liability_end_kind_check,
  add check (kind in ('lapsed', 'time-barred', 'withdrawn', 'cancelled', 'released', 'discharged'));

-- When an ordinary claim is time-barred for each who is liable (forældelsesloven), entry by entry: the one that is not
-- superseded counts. Claims under chapter 12 lapse instead (repayment_claim.lapse_earliest).
create table limitation (
  claim_number bigint not null,
  debtor_number integer not null,
  entry smallint not null check (entry > 0),
  -- The last day on which it can be interrupted, moved past closing days (§ 27).
  until_on date not null,
  counted_from date not null,
  years smallint not null check (years in (2, 3, 5, 10)),
  because text not null check (because in ('ordinary', 'special-basis', 'acknowledged', 'judgment', 'settlement', 'court',
    'insolvency-filing', 'distraint', 'set-off', 'recovery-received', 'recovery-step', 'returned', 'source')),
  judgment_on date,
  settlement_on date,
  evidence text check (evidence <> ''),
  superseded boolean not null default false,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (claim_number, debtor_number, entry),
  foreign key (claim_number, debtor_number) references liability,
  check (counted_from <= until_on),
  check (judgment_on is null or settlement_on is null),
  -- An acknowledgement (§ 15) is not recorded without what shows it.
  check (because <> 'acknowledged' or evidence is not null)
);
create unique index limitation_current on limitation (claim_number, debtor_number) where not superseded;
create index limitation_until on limitation (until_on, claim_number, debtor_number) where not superseded;
create trigger stays_superseded before update on limitation for each row when (old.superseded)
  execute function refuse_change();
create trigger stays_as_written before update of claim_number, debtor_number, entry, until_on, counted_from, years, because,
  judgment_on, settlement_on, evidence, recorded_at, recorded_by on limitation
  for each row execute function refuse_change();
create trigger never_deleted before delete on limitation for each row execute function refuse_change();

-- Why nothing, or not everything, is done about a claim for the time being. What a reason stops is law/holds.ts. A hold has a
-- day on which a person looks at it; it never ends by itself.
create table hold (
  claim_number bigint not null references claim,
  reason text not null check (reason in ('complaint', 'objection', 'deferral', 'plan', 'death', 'bankruptcy', 'debt-relief',
    'missing-address', 'returned-mail', 'set-off-pending', 'lapse-review', 'ended', 'recovery', 'manual')),
  -- Which of the claim's holds for that reason, from 1.
  entry smallint not null check (entry > 0),
  -- Only towards this debtor; null = towards all who are liable.
  debtor_number integer,
  from_on date not null,
  review_on date not null,
  -- What it rests on, such as the number of an objection. No personal data.
  about text not null,
  placed_at timestamptz not null,
  placed_by text not null,
  lifted_on date,
  lifted_at timestamptz,
  lifted_by text,
  lifted_why text check (lifted_why <> ''),
  primary key (claim_number, reason, entry),
  foreign key (debtor_number, claim_number) references liability (debtor_number, claim_number),
  check (review_on >= from_on),
  check (num_nulls(lifted_on, lifted_at, lifted_by, lifted_why) in (0, 4))
);
create index hold_debtor on hold (debtor_number, claim_number) where debtor_number is not null;
create unique index hold_standing on hold (claim_number, reason, debtor_number) nulls not distinct where lifted_on is null;
create index hold_review on hold (review_on, claim_number, reason, entry) where lifted_on is null;
create trigger stays_lifted before update on hold for each row when (old.lifted_on is not null)
  execute function refuse_change();
create trigger stays_as_placed before update of claim_number, reason, entry, debtor_number, from_on, review_on, about, placed_at,
  placed_by on hold for each row execute function refuse_change();
create trigger never_deleted before delete on hold for each row execute function refuse_change();

-- What a payment line was given for. A line leads there for ever, also when something else has taken its place since.
create table payment_line (
  -- The digits of the line without its check digit: 14 on card kind 71, 15 on 75.
  base text primary key check (base ~ '^[0-9]+$'),
  kind char(2) not null check (kind in ('71', '75')),
  leads_to text not null check (leads_to in ('decision', 'claim', 'notice', 'arrangement')),
  leads_to_number bigint not null check (leads_to_number > 0),
  debtor_number integer not null references debtor,
  given_on date not null,
  check (length(base) = case kind when '71' then 14 else 15 end)
);
create index payment_line_debtor on payment_line (debtor_number);
create trigger append_only before update or delete on payment_line for each row execute function refuse_change();

-- The room "debtors": who owes and is no person with a CPR number. By CVR number, or by the number that Gældsstyrelsen gives
-- those who have none (AKR).
create table debtor_company (
  debtor_number integer primary key references debtor,
  cvr char(8) unique check (cvr ~ '^[0-9]{8}$'),
  akr text unique check (akr ~ '^[0-9]{8,12}$'),
  check (cvr is not null or akr is not null)
);
-- A number that was not known may be added; one that is known stays.
create trigger numbers_stay before update on debtor_company for each row
  when (new.debtor_number <> old.debtor_number or new.cvr is distinct from coalesce(old.cvr, new.cvr)
    or new.akr is distinct from coalesce(old.akr, new.akr))
  execute function refuse_change();
create trigger never_deleted before delete on debtor_company for each row execute function refuse_change();

-- What they are called and where they are; the newest entry counts.
create table company_record (
  debtor_number integer not null references debtor_company,
  entry smallint not null check (entry > 0),
  name text not null check (name <> ''),
  -- Lines below the name.
  address text[] not null check (cardinality(address) between 1 and 5),
  form text not null check (form in ('company', 'sole-trader', 'partnership', 'authority', 'foreign')),
  digital_post boolean not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (debtor_number, entry)
);
create trigger append_only before update or delete on company_record for each row execute function refuse_change();

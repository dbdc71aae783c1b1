-- The room "agreements": plans that are not kept (bek. 585/2023 § 10), and the invoice that a municipality may send before it
-- decides anything.
alter table agreement drop constraint agreement_ended_why_check,
  -- defaulted: not kept although the debtor was able.
  add check (ended_why in ('replaced', 'paid', 'lapsed', 'cancelled', 'reversed', 'defaulted'));

alter table decision drop constraint decision_change_check, drop constraint decision_outcome_check,
  add check (change in ('start-plan', 'start-deferral', 'rise', 'fall', 'suspend', 'resume', 'claims-changed', 'manual', 'lapse',
    'transfer')),
  add check (outcome in ('plan', 'deferral', 'lapse', 'transfer')),
  add check ((outcome = 'transfer') = (change = 'transfer'));

alter table determination drop constraint determination_consequence_check,
  add check (consequence in ('decision', 'same', 'pending', 'rise-below-threshold', 'rise-to-confirm',
    'rise-waits-for-complaint', 'manual-stands', 'nothing-owed', 'person', 'defaulted', 'invoice-open'));

-- A demand (påkrav) for instalments that were not paid, and what came of it. At most one stands for a debtor.
create table plan_default (
  debtor_number integer not null references debtor,
  demanded_on date not null,
  -- The plan that was in force that day.
  agreement_id bigint not null references agreement,
  -- The first due date that was not paid, the last one that is demanded, and what was missing of them together.
  missed_on date not null,
  until_on date not null check (until_on >= missed_on),
  missed_ore bigint not null check (missed_ore > 0),
  notice_id bigint not null references notice,
  -- demanded → paid | unable | withdrawn | defaulted; defaulted → ended.
  state text not null check (state in ('demanded', 'paid', 'unable', 'withdrawn', 'defaulted', 'ended')),
  -- The last day on which the debtor's income was looked at after the deadline.
  looked_on date,
  -- The day on which the plan fell away, the demand's deadline as it was then, and the decision to transfer that was proposed.
  defaulted_on date,
  deadline date,
  decision_id bigint references decision,
  closed_on date,
  closed_why text check (closed_why ~ '^[a-z-]+$'),
  primary key (debtor_number, demanded_on),
  check ((defaulted_on is null) = (decision_id is null) and (defaulted_on is null) = (deadline is null)),
  check (state not in ('defaulted', 'ended') or defaulted_on is not null),
  check ((closed_on is null) = (state in ('demanded', 'defaulted'))),
  check ((closed_on is null) = (closed_why is null))
);
create unique index plan_default_standing on plan_default (debtor_number) where state in ('demanded', 'defaulted');
create index plan_default_agreement on plan_default (agreement_id);
create index plan_default_notice on plan_default (notice_id);
create unique index plan_default_decision on plan_default (decision_id) where decision_id is not null;

-- An invoice to one about whom nothing has been decided: it asks to pay all of it at once, and nothing follows from it but that
-- the amount is fixed when it is not paid.
create table invoice (
  debtor_number integer not null references debtor,
  made_on date not null,
  notice_id bigint not null references notice,
  claims bigint[] not null check (cardinality(claims) > 0),
  state text not null check (state in ('open', 'paid', 'passed', 'not-arrived', 'deferred', 'withdrawn')),
  closed_on date,
  primary key (debtor_number, made_on),
  check ((closed_on is null) = (state = 'open'))
);
create unique index invoice_open on invoice (debtor_number) where state = 'open';
create index invoice_notice on invoice (notice_id);

-- The daily jobs of both.
alter table job_run drop constraint job_run_job_check,
  add check (job in ('holds', 'interest', 'plan-default', 'invoice', 'dunning', 'transfer', 'lapse', 'write-off', 'post', 'settle',
    'refunds'));

-- A decision's whole way: the debtor is heard, a person approves, the letter is on its way, it is in force. What was a
-- draft waits for a person; what was decided had been put in force at once.
alter table decision drop constraint decision_state_check, drop constraint decision_change_check,
  drop constraint decision_outcome_check, drop constraint decision_check, drop constraint decision_check1;
drop index decision_draft;

alter table decision
  -- Which of the month's determinations is behind it: 0 = the month's run.
  add ordinal smallint not null default 0,
  -- § 7: a plan rests. False for a deferral where nothing was to be paid before.
  add suspends boolean not null default false,
  add first_due date,
  -- From when it applies, once it has reached the debtor.
  add effective_from date,
  -- The claims it is about, what was left of each, and what each amounted to, on the day it was proposed or decided.
  add covers_claims bigint[] not null default '{}',
  add covers_owed_ore bigint[] not null default '{}',
  add covers_raised_ore bigint[] not null default '{}',
  -- The claims that lapse with it (bek. 585/2023 § 9).
  add lapses_claims bigint[] not null default '{}',
  add lapses_owed_ore bigint[] not null default '{}',
  add lapses_on date[] not null default '{}',
  -- The decision in whose hearing the debtor was or is asked: this one, or an earlier one.
  add heard_as bigint references decision (decision_id),
  -- A caseworker's reasons, or why the matter was taken up again.
  add because text,
  -- The caseworker who proposed it; null when a run did.
  add proposed_by text,
  add in_force_on date,
  -- The day it was withdrawn or reversed, by whom and why.
  add closed_on date,
  add closed_by text,
  add closed_why text;

update decision d set state = case state when 'draft' then 'waiting' when 'decided' then 'in-force' else state end,
  first_due = a.first_due, effective_from = a.in_force_from, in_force_on = a.in_force_from,
  suspends = d.change = 'suspend'
from (select decision_id, agreement.* from decision left join agreement on agreement_id = decision_id) a
where a.decision_id = d.decision_id;

update decision d set covers_claims = c.claims, covers_owed_ore = c.owed, covers_raised_ore = c.owed
from (
  select debtor_number, array_agg(claim_number order by claim_number) as claims, array_agg(owed order by claim_number) as owed
  from (select l.debtor_number, l.claim_number, sum(p.outstanding_ore)::bigint as owed
    from liability l join part_claim p using (claim_number) group by 1, 2) owing
  group by 1) c
where c.debtor_number = d.debtor_number;

update decision set closed_on = drafted_on, closed_by = 'migration', closed_why = 'withdrawn' where state = 'withdrawn';

alter table decision drop owed_ore,
  add check (state in ('hearing', 'waiting', 'decided', 'in-force', 'withdrawn', 'reversed')),
  add check (change in ('start-plan', 'start-deferral', 'rise', 'fall', 'suspend', 'resume', 'claims-changed', 'manual', 'lapse')),
  add check (outcome in ('plan', 'deferral', 'lapse')),
  add check ((outcome = 'lapse') = (change = 'lapse')),
  add check ((outcome = 'plan') = (monthly_ore is not null)),
  add check (not suspends or outcome = 'deferral'),
  add check ((decided_on is null) = (decided_by is null) and (decided_on is null) = (effective_from is null)),
  -- What was never decided has no dates; what was decided has them for good.
  add check (state = 'withdrawn' or (state in ('decided', 'in-force', 'reversed')) = (decided_on is not null)),
  add check (first_due is null or (outcome = 'plan' and decided_on is not null)),
  add check ((in_force_on is not null) = (state in ('in-force', 'reversed'))),
  add check ((state in ('withdrawn', 'reversed')) = (closed_on is not null)),
  add check ((closed_on is null) = (closed_by is null) and (closed_on is null) = (closed_why is null)),
  add check (cardinality(covers_claims) = cardinality(covers_owed_ore)
    and cardinality(covers_claims) = cardinality(covers_raised_ore)),
  add check (cardinality(lapses_claims) = cardinality(lapses_owed_ore) and cardinality(lapses_claims) = cardinality(lapses_on)),
  add check (cardinality(covers_claims) + cardinality(lapses_claims) > 0);
create unique index decision_under_way on decision (debtor_number) where state in ('hearing', 'waiting', 'decided');
create index decision_waiting on decision (month) where state = 'waiting';
create index decision_heard_as on decision (heard_as) where heard_as is not null;

-- A plan or deferral ends by the next decision, or because nothing is left to pay or decide about.
alter table agreement drop constraint agreement_check2, drop owed_ore,
  add suspends boolean not null default false,
  add ended_why text check (ended_why in ('replaced', 'paid', 'lapsed', 'cancelled', 'reversed')),
  -- The plan's next due date that is still to be asked for; null when all has been, and for a deferral.
  add next_due date,
  -- The day of the month it falls due on, as the municipality had chosen when it began.
  add due_day smallint check (due_day between 1 and 31);
update agreement a set suspends = d.suspends from decision d where d.decision_id = a.agreement_id;
update agreement set ended_why = 'replaced' where ended_on is not null;
update agreement set next_due = first_due, due_day = (
  select (document -> 'payment' ->> 'dueDay')::smallint from configuration order by version desc limit 1)
where outcome = 'plan';
alter table agreement
  add check (not suspends or outcome = 'deferral'),
  add check (next_due is null or outcome = 'plan'),
  add check ((due_day is not null) = (outcome = 'plan')),
  add check ((ended_on is null) = (ended_why is null)),
  add check ((ended_by is not null) = (ended_why is not distinct from 'replaced'));
create index agreement_next_due on agreement (next_due, debtor_number) where next_due is not null;

-- Within a month a debtor may be looked at again: the run is 0, then 1, 2 … `consequence` says what followed, or why
-- nothing changed.
alter table determination disable trigger append_only;
alter table determination drop constraint determination_pkey,
  add ordinal smallint not null default 0 check (ordinal between 0 and 9),
  add consequence text;
update determination t set consequence = case
  when exists (select from decision d where d.debtor_number = t.debtor_number and d.month = t.month) then 'decision'
  when t.outcome = 'none' then 'person' else 'same' end;
alter table determination alter consequence set not null,
  add check (consequence in ('decision', 'same', 'pending', 'rise-below-threshold', 'rise-to-confirm',
    'rise-waits-for-complaint', 'manual-stands', 'nothing-owed', 'person')),
  add primary key (month, debtor_number, ordinal);
alter table determination enable trigger append_only;

update month_run set progress = (progress::jsonb || jsonb_build_object('hearings', 0, 'consequences', '{}'::jsonb,
  'changes', progress::jsonb -> 'changes' || '{"manual": {"count": 0, "debtors": []}, "lapse": {"count": 0, "debtors": []}}'))::json;

-- The debtor is asked: heard about a proposal (forvaltningsloven § 19), or for their income (bek. 585/2023 § 5, stk. 2).
create table hearing (
  decision_id bigint primary key references decision,
  kind text not null check (kind in ('hearing', 'income-request')),
  asked_on date not null,
  -- The deadline that the letter prints; it is never earlier than what follows from the day the letter arrived.
  printed_deadline date not null,
  arrived_on date,
  deadline date check (deadline >= printed_deadline),
  answered_on date,
  answer text,
  -- The person's reply to the answer, as the decision tells it.
  reply text,
  closed_on date,
  check (asked_on <= printed_deadline),
  check ((arrived_on is null) = (deadline is null)),
  check ((answered_on is null) = (answer is null)),
  check (reply is null or answer is not null)
);
create index hearing_open on hearing (deadline) where closed_on is null;

-- Approval of many proposals at once by a second person, who has looked at a sample.
create table approval (
  approval_number bigint generated always as identity primary key,
  approved_on date not null,
  approved_by text not null,
  decisions integer not null check (decisions > 0),
  -- The decisions that the person was shown before approving.
  sample bigint[] not null
);
alter table decision add approval_number bigint references approval;
create index decision_approval on decision (approval_number) where approval_number is not null;

-- What has been asked for under a plan, one row for each due date that has come: its money is in the ledger. Where less
-- than the plan's amount was asked for, or nothing, it says why.
create table instalment (
  instalment_id bigint primary key,
  agreement_id bigint not null references agreement,
  debtor_number integer not null references debtor,
  due_on date not null,
  amount_ore bigint not null check (amount_ore >= 0),
  less_because text check (less_because in ('suspension-under-way', 'fall-under-way', 'dead')),
  raised_at timestamptz not null,
  unique (debtor_number, due_on),
  check (amount_ore > 0 or less_because is not null)
);
create index instalment_agreement on instalment (agreement_id);

alter table work_item add about text;

create trigger append_only before update or delete on approval for each row execute function refuse_change();
create trigger append_only before update or delete on instalment for each row execute function refuse_change();

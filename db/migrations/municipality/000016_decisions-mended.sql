-- The configuration that a proposal was made by, and from then on the one that it was decided by: the dates and the letter
-- of a decision rest on one and the same.
alter table decision add configuration_version integer;
update decision d set configuration_version = coalesce(
  (select r.configuration_version from month_run r where r.month = d.month), (select max(version) from configuration), 1);
alter table decision alter configuration_version set not null;

-- The ground for not hearing the debtor (forvaltningsloven § 19, stk. 2), as it was recorded when it was proposed.
alter table decision add hearing_left_out text;
update decision d set hearing_left_out = c.document -> 'hearing' -> 'leftOut' ->> 'ground'
from configuration c
where c.version = d.configuration_version and d.heard_as is null and d.outcome = 'plan'
  and d.change in ('start-plan', 'rise', 'resume', 'manual');

-- What was done when a decision was taken back: its letter tells it.
create table reversal (
  decision_id bigint primary key references decision,
  reversed_on date not null,
  -- It had come into force.
  reached boolean not null,
  -- Another decision had replaced it already, and stands.
  replaced_since boolean not null,
  -- What holds from then on: an agreement, or nothing; and the next due date that nobody has been asked about.
  holds bigint references agreement,
  next_due date,
  settled boolean not null,
  taken_back_ore bigint not null check (taken_back_ore >= 0),
  paid_beyond_ore bigint not null check (paid_beyond_ore >= 0),
  configuration_version integer not null,
  check (not settled or holds is null),
  check (next_due is null or holds is not null)
);
create index reversal_holds on reversal (holds) where holds is not null;
create trigger append_only before update or delete on reversal for each row execute function refuse_change();

alter table instalment drop constraint instalment_less_because_check,
  add check (less_because in ('suspension-under-way', 'fall-under-way', 'deferral-found', 'dead'));

alter table refund_item drop constraint refund_item_why_check,
  add check (why in ('overpaid', 'claim-reduced', 'income-corrected', 'decision-reversed', 'asked-too-much', 'paid-after-lapse'));

alter table letter drop constraint letter_kind_check,
  add check (kind in ('hearing', 'income-request', 'plan', 'plan-without-income', 'individual-plan', 'rise', 'fall', 'resume',
    'claims-changed', 'deferral', 'suspension', 'lapse', 'transfer-notice', 'hearing-closed', 'reversal'));

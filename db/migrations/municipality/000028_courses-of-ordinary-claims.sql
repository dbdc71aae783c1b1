-- The room "dunning": where each ordinary main claim is on its way through the steps of its life cycle. What the steps are is
-- the configuration's affair, and when one may be taken the law core's (law/dunning-steps.ts); here stand only facts.
create table claim_course (
  claim_number bigint primary key references claim,
  -- The first of those who owe it: the job goes from debtor to debtor, so that one letter tells of all their bills.
  debtor_number integer not null references debtor,
  -- The version by which it was last looked at; another one brings it up again.
  configuration_version integer not null references configuration,
  -- Steps taken: the next one's place.
  step smallint not null default 0 check (step >= 0),
  -- The first day on which something may be to do; null = nothing is, until something brings the claim up again.
  step_on date,
  reminders smallint not null default 0 check (reminders >= 0),
  defaulted_on date,
  -- The next step has waited for a person since; and who said yes. Both are emptied when the step is taken.
  proposed_on date,
  approved_on date,
  approved_by text,
  -- The last step but the sending itself: it may go to the recovery authority (claims/transfer-clearance.ts).
  cleared_on date,
  ended_on date,
  ended_as text check (ended_as in ('paid', 'ended', 'at-recovery')),
  check ((approved_on is null) = (approved_by is null)),
  check ((ended_on is null) = (ended_as is null)),
  check (ended_on is null or step_on is null)
) with (fillfactor = 80);
create index claim_course_step on claim_course (step_on, debtor_number) where step_on is not null;
create index claim_course_debtor on claim_course (debtor_number);
create index claim_course_configuration on claim_course (configuration_version, debtor_number) where ended_on is null;
create index claim_course_version on claim_course (configuration_version);
create trigger never_deleted before delete on claim_course for each row execute function refuse_change();

-- The letters that the steps wrote: one for each who owes the claim.
create table course_letter (
  claim_number bigint not null references claim_course,
  notice_id bigint not null references notice,
  step smallint not null check (step >= 0),
  primary key (claim_number, notice_id)
);
create index course_letter_notice on course_letter (notice_id);
create trigger append_only before update or delete on course_letter for each row execute function refuse_change();

-- The room "platform": which jobs there are is known by the program (platform/job-runs.ts).
alter table job_run drop constraint job_run_job_check, add constraint job_run_job_check check (job ~ '^[a-z-]+$');

-- The rooms "debtors" and "letters": who cannot be reached, for the holds that follow from it.
create index person_record_unreachable on person_record (debtor_number) where status in (70, 90) or address = '{}';
create index notice_not_arrived on notice (debtor_number) where not_arrived_on is not null and arrived_on is null;

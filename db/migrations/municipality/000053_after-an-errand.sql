-- The room "endings": what comes to an errand, or after it.

-- A death whose errand ended without anything being settled is taken up again, with the same day of death.
alter table errand drop constraint errand_debtor_number_kind_began_on_key;
create index errand_debtor on errand (debtor_number);

-- The executor rejected claims, and they were sued for or given up; then the deadline is none any longer.
alter table errand
  add sued_on date,
  add sued_how text check (sued_how in ('sued', 'waived')),
  -- Claims have come since the final filing.
  add unfiled_since date,
  add check ((sued_on is null) = (sued_how is null));

-- Who is liable instead of the dead, also for what comes later.
create table errand_successor (
  errand bigint not null references errand,
  debtor_number integer not null references debtor,
  primary key (errand, debtor_number)
);
create index errand_successor_debtor on errand_successor (debtor_number);
create trigger append_only before update or delete on errand_successor for each row execute function refuse_change();
-- As they were held until they were told, or as they waited for what was at the recovery authority.
insert into errand_successor (errand, debtor_number)
select e.errand, h.debtor_number from errand e join hold h on h.about = e.errand::text and h.reason = 'manual'
where e.outcome in ('undivided-estate', 'private-division') and h.debtor_number is not null
union
select e.errand, successor::integer from errand e
  join due_work w on w.kind = 'successors-wait' and w.key = e.errand::text
  cross join jsonb_array_elements_text(w.payload -> 'successors') successor
where e.outcome in ('undivided-estate', 'private-division');
update due_work set state = 'done', done_at = due_at where kind = 'successors-wait' and state <> 'done';

-- What is left of a claim after relief for a part of it: relieved once, however often the claim comes back.
create table errand_relieved (
  errand bigint not null references errand,
  claim_number bigint not null references claim,
  relieved_on date not null,
  primary key (errand, claim_number)
);
create index errand_relieved_claim on errand_relieved (claim_number);
create trigger append_only before update or delete on errand_relieved for each row execute function refuse_change();
insert into errand_relieved (errand, claim_number, relieved_on)
select e.errand, c.claim_number, e.closed_on from errand e join errand_claim c using (errand)
where e.outcome = 'relieved' and e.kept_hundredths > 0;

-- Whether a claim belongs to an errand, where its dates do not say: a person's judgement.
create table errand_claim_judged (
  errand bigint not null references errand,
  claim_number bigint not null references claim,
  covered boolean not null,
  because text not null check (because <> ''),
  judged_on date not null,
  judged_by text not null,
  primary key (errand, claim_number)
);
create index errand_claim_judged_claim on errand_claim_judged (claim_number);
create trigger append_only before update or delete on errand_claim_judged for each row execute function refuse_change();

-- The room "letters": several letters about a decision, one for each who gets it, and their way to the recipient.

-- A letter's number is its decision's and its place among that decision's letters (see kernel/ids.ts). What was there is the
-- decision's own letter, in Danish, to the debtor.
alter table letter drop constraint letter_pkey, drop constraint letter_decision_id_fkey, drop constraint letter_kind_check;
alter table letter rename column decision_id to letter_id;
alter table letter alter column letter_id type bigint using letter_id * 10;
alter table letter
  -- 0 = the debtor; from 1 the debtor's representative of that number.
  add recipient smallint not null default 0 check (recipient between 0 and 99),
  -- en: the courtesy translation that goes with the Danish letter.
  add language text not null default 'da' check (language in ('da', 'en')),
  add decision_id bigint not null generated always as (letter_id / 10) stored references decision,
  add primary key (letter_id, recipient, language),
  add check (kind in ('hearing', 'income-request', 'plan', 'plan-without-income', 'individual-plan', 'rise', 'fall', 'resume',
    'claims-changed', 'deferral', 'suspension', 'lapse', 'transfer-notice', 'hearing-closed'));
alter table letter alter recipient drop default, alter language drop default;
create index letter_decision on letter (decision_id);

-- A letter on its way to one recipient by one channel. `by-hand`: never on a shared printer, because the address is
-- protected; a person brings it and says when it arrived. No foreign key to letter, whose key also has the language: the
-- proof that a letter arrived stays when the letter itself is deleted.
create table delivery (
  letter_id bigint not null,
  recipient smallint not null check (recipient between 0 and 99),
  channel text not null check (channel in ('digital', 'paper', 'by-hand')),
  -- addressee: the letter counts when it has reached all of these.
  role text not null check (role in ('addressee', 'copy')),
  -- What the other side knows it by. Derived, so that a letter handed over twice is one letter there.
  reference text not null unique check (reference <> ''),
  handed_on date,
  sent_on date,
  available_on date,
  arrived_on date,
  returned_on date,
  failed_on date,
  failure text check (failure ~ '^[a-z-]+$'),
  state text not null generated always as (case
    when returned_on is not null then 'returned'
    when arrived_on is not null then 'arrived'
    when failed_on is not null then 'failed'
    when sent_on is not null then 'sent'
    when handed_on is not null then 'handed'
    else 'waiting' end) stored,
  updated_at timestamptz not null,
  primary key (letter_id, recipient, channel),
  check ((failed_on is null) = (failure is null)),
  check (available_on is null or channel = 'digital')
);
-- Those that the other side is asked about: on their way, and for a while those about which more may be told: a letter on
-- paper may still come back, and news come late.
create index delivery_on_its_way on delivery (letter_id, recipient, channel) where state in ('handed', 'sent');
create index delivery_may_change on delivery (handed_on)
  where state in ('returned', 'failed') or (state = 'arrived' and channel = 'paper');

-- What we were told about it, by whom: the evidence. The row above is what follows from it.
create table delivery_event (
  letter_id bigint not null,
  recipient smallint not null,
  channel text not null,
  state text not null check (state in ('handed', 'sent', 'available', 'arrived', 'returned', 'failed')),
  -- The day it happened.
  happened_on date not null,
  -- Why it counts as arrived, or failed, in a word of our own; never what the other side said about a person.
  code text check (code ~ '^[a-z-]+$'),
  -- delivery: the other side. arrival-rule: it counts as arrived by law. Otherwise the person who registered it.
  told_by text not null check (told_by <> ''),
  told_at timestamptz not null,
  primary key (letter_id, recipient, channel, state, happened_on),
  foreign key (letter_id, recipient, channel) references delivery
);
create trigger append_only before update or delete on delivery_event for each row execute function refuse_change();

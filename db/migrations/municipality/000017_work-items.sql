-- What a person must look at has a number by which it is called. The same matter of a month is one; two of a kind, such as two
-- letters that came back, are two. What was closed stays closed, and nothing is deleted.
alter table work_item drop constraint work_item_pkey;
alter table work_item
  add item_number bigint generated always as identity primary key,
  add closed_why text check (closed_why <> ''),
  add check (closed_why is null or closed_at is not null);
create unique index work_item_matter on work_item (month, debtor_number, kind, about) nulls not distinct;
create trigger stays_closed before update on work_item for each row when (old.closed_at is not null)
  execute function refuse_change();
create trigger never_deleted before delete on work_item for each row execute function refuse_change();

-- A caseworker's grounds why a reason to look does not stop the rule's finding for a debtor, up to and with a day. It counts
-- once a second person has approved it.
create table accepted_reason (
  acceptance bigint generated always as identity primary key,
  item_number bigint not null references work_item,
  debtor_number integer not null references debtor,
  kind text not null check (kind in ('abroad', 'under-18', 'b-income', 'children-disagree', 'cash-benefit-disagrees',
    'claim-lapsed', 'lapse-review')),
  because text not null check (because <> ''),
  accepted_until date not null,
  -- About B-income: the most of it in a month to which the grounds reach.
  up_to_ore bigint check (up_to_ore > 0),
  -- The newest batch of facts when they were given: they answer what was known then.
  facts_as_of integer check (facts_as_of > 0),
  proposed_on date not null,
  proposed_by text not null,
  recorded_at timestamptz not null,
  -- Approvals name both, so that the database knows who may not approve.
  unique (acceptance, proposed_by),
  check (accepted_until >= proposed_on),
  check ((kind = 'b-income') = (up_to_ore is not null))
);
create index accepted_reason_item on accepted_reason (item_number);
create index accepted_reason_debtor on accepted_reason (debtor_number);

create table accepted_reason_approval (
  acceptance bigint not null,
  proposed_by text not null,
  approved_on date not null,
  approved_by text not null,
  recorded_at timestamptz not null,
  primary key (acceptance, proposed_by),
  foreign key (acceptance, proposed_by) references accepted_reason (acceptance, proposed_by),
  check (approved_by <> proposed_by)
);

-- It was taken back, before or after its approval: from that day the reason stops again.
create table accepted_reason_end (
  acceptance bigint primary key references accepted_reason,
  ended_on date not null,
  ended_by text not null,
  why text not null check (why <> ''),
  recorded_at timestamptz not null
);

create trigger append_only before update or delete on accepted_reason for each row execute function refuse_change();
create trigger append_only before update or delete on accepted_reason_approval for each row execute function refuse_change();
create trigger append_only before update or delete on accepted_reason_end for each row execute function refuse_change();

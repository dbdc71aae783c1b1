-- The room "debtors": all the numbers a debtor has had, who acts for a debtor, and the language of a courtesy translation.

-- Every CPR number that a debtor has had. A number belongs to one debtor only. The newest is the one that registers are
-- asked with; all of them are recognised.
create table debtor_cpr (
  cpr char(10) primary key check (cpr ~ '^[0-9]{10}$'),
  debtor_number integer not null references debtor,
  -- The batch of facts that told of it; 0 = the number the debtor was registered with.
  batch integer not null check (batch >= 0),
  unique (debtor_number, batch)
);

-- CPR gave a debtor a number that we have for another debtor. A person must look; they are never made one by themselves.
create table debtor_cpr_conflict (
  debtor_number integer not null references debtor,
  cpr char(10) not null references debtor_cpr,
  batch integer not null check (batch > 0),
  primary key (debtor_number, cpr)
);
create index debtor_cpr_conflict_cpr on debtor_cpr_conflict (cpr);

insert into debtor_cpr (cpr, debtor_number, batch) select cpr, debtor_number, 0 from debtor;
insert into debtor_cpr (cpr, debtor_number, batch)
  select current_cpr, debtor_number, min(batch) from person_record group by current_cpr, debtor_number order by min(batch)
  on conflict do nothing;
insert into debtor_cpr_conflict (debtor_number, cpr, batch)
  select r.debtor_number, r.current_cpr, min(r.batch) from person_record r join debtor_cpr c on c.cpr = r.current_cpr
  where c.debtor_number <> r.debtor_number group by r.debtor_number, r.current_cpr;
alter table debtor drop column cpr;

-- Who acts for a debtor, with what was shown as proof. instead: letters go to the representative and not to the debtor.
create table representative (
  debtor_number integer not null references debtor,
  representative smallint not null check (representative between 1 and 99),
  kind text not null check (kind in ('guardian', 'power-of-attorney', 'custody-holder', 'estate')),
  mode text not null check (mode in ('copy', 'instead')),
  name text not null check (name <> ''),
  -- Lines below the name; empty only where letters go by Digital Post.
  address text[] not null check (cardinality(address) <= 5),
  -- Needed for Digital Post; null = letters go on paper.
  cpr char(10) check (cpr ~ '^[0-9]{10}$'),
  acts_from date not null,
  evidence text not null check (evidence <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (debtor_number, representative),
  -- An estate stands in a dead person's place.
  check (kind <> 'estate' or mode = 'instead'),
  check (cpr is not null or cardinality(address) > 0)
);

-- The representation ended: set once. The representative acts for the last time on `acts_to`.
create table representative_end (
  debtor_number integer not null,
  representative smallint not null,
  acts_to date not null,
  why text not null check (why <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (debtor_number, representative),
  foreign key (debtor_number, representative) references representative
);

-- The language in which a translation goes with the Danish letters; the newest entry counts, da = none.
create table debtor_language (
  debtor_number integer not null references debtor,
  entry smallint not null check (entry > 0),
  language text not null check (language in ('da', 'en')),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (debtor_number, entry)
);

create trigger append_only before update or delete on debtor_cpr for each row execute function refuse_change();
create trigger append_only before update or delete on debtor_cpr_conflict for each row execute function refuse_change();
create trigger append_only before update or delete on representative for each row execute function refuse_change();
create trigger append_only before update or delete on representative_end for each row execute function refuse_change();
create trigger append_only before update or delete on debtor_language for each row execute function refuse_change();

-- The room "debtors": who owes, and what the CPR register has told about them. Only this room holds CPR numbers.

-- Numbers are given out here and not by a sequence: a sequence does not go back when a transaction does, so that a dry
-- run would use up numbers, and the same file would give other numbers the second time. The row's lock makes two
-- registrations wait for each other. A number is never used again, also not when its debtor has been deleted.
create table debtor_number_counter (
  only_row boolean primary key default true check (only_row),
  last_used integer not null check (last_used between 100000 and 999999999)
);
insert into debtor_number_counter (last_used) values (100000);

create table debtor (
  debtor_number integer primary key check (debtor_number between 100001 and 999999999),
  cpr char(10) not null unique check (cpr ~ '^[0-9]{10}$'),
  registered_at timestamptz not null
);

-- What CPR told about a person, by the batch of facts that brought it. Never overwritten: the newest batch up to the one
-- that is asked for counts. The batches belong to the room "facts", hence no foreign key.
create table person_record (
  debtor_number integer not null references debtor,
  batch integer not null check (batch > 0),
  -- Differs from debtor.cpr when the person has got a new number.
  current_cpr char(10) not null check (current_cpr ~ '^[0-9]{10}$'),
  name text not null,
  born date,
  status smallint not null,
  status_from date,
  -- Lines below the name; empty when there is no address.
  address text[] not null,
  municipality char(3) check (municipality ~ '^[0-9]{3}$'),
  address_protected boolean not null,
  guardianship text check (guardianship in ('full', 'partial')),
  digital_post boolean not null,
  spouse_cpr char(10) check (spouse_cpr ~ '^[0-9]{10}$'),
  -- [{"cpr": "…" or null, "born": "YYYY-MM-DD" or null}]
  children json not null check (json_typeof(children) = 'array'),
  children_under_18 smallint not null check (children_under_18 >= 0),
  message_id text not null,
  primary key (debtor_number, batch)
);

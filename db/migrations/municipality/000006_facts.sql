-- The room "facts": what we were told, by whom, when, and for which period. Nothing here is ever overwritten.

-- One row. A batch takes its number from here in the transaction that writes its facts; the row's lock is held until that
-- transaction commits, so numbers follow the order of commits and "as of batch N" means the same for ever.
create table fact_batch_counter (
  only_row boolean primary key default true check (only_row),
  last_used integer not null check (last_used >= 0)
);
insert into fact_batch_counter (last_used) values (0);

-- One fetch of facts for the run of a month. Resumable: debtors without an inquiry in it are still to be asked about.
create table fact_fetch (
  fetch_number integer primary key check (fetch_number > 0),
  for_month date not null check (extract(day from for_month) = 1),
  asked_at timestamptz not null,
  finished_at timestamptz,
  asked_by text not null
);
create index fact_fetch_month on fact_fetch (for_month);

create table fact_batch (
  batch integer primary key check (batch > 0),
  fetch_number integer not null references fact_fetch,
  written_at timestamptz not null
);
create index fact_batch_fetch on fact_batch (fetch_number);

-- What came back when we asked about a debtor: from each register an answer, or why there was none.
create table inquiry (
  debtor_number integer not null references debtor,
  for_month date not null check (extract(day from for_month) = 1),
  batch integer not null references fact_batch,
  fetch_number integer not null references fact_fetch,
  -- Null: answered. Otherwise why not: unavailable, too-slow, refused, malformed, other-person, unknown-person.
  income_missing text,
  person_missing text,
  benefits_missing text,
  primary key (debtor_number, for_month, batch)
);
create index inquiry_batch on inquiry (batch);
create index inquiry_fetch on inquiry (fetch_number, debtor_number);

-- The messages as they came, kept as evidence until their retention ends.
create table fact_message (
  message_id uuid primary key,
  batch integer not null references fact_batch,
  register text not null check (register in ('eindkomst', 'cpr', 'ydelsesindeks')),
  received_at timestamptz not null,
  body text not null
);
create index fact_message_batch on fact_message (batch);

-- The reports of one month, by pay date, as the income register knew them when the batch was fetched. A new row only when
-- they differ from what we knew. `known` false: the register answered, validly, with nothing for the month.
create table income_fact (
  debtor_number integer not null references debtor,
  month date not null check (extract(day from month) = 1),
  batch integer not null references fact_batch,
  known boolean not null,
  -- json, not jsonb: written in one fixed order, read back as it stands.
  reports json not null check (json_typeof(reports) = 'array'),
  message_id uuid not null references fact_message,
  primary key (debtor_number, month, batch),
  check (known = (json_array_length(reports) > 0))
);
create index income_fact_batch on income_fact (batch);
create index income_fact_message on income_fact (message_id);

-- The benefits granted to a person, current and recently ended; a new row only when they differ from what we knew.
create table benefit_fact (
  debtor_number integer not null references debtor,
  batch integer not null references fact_batch,
  -- [{"name": "kontanthjælp", "from": "YYYY-MM-DD", "to": "YYYY-MM-DD" or null}]
  grants json not null check (json_typeof(grants) = 'array'),
  message_id uuid not null references fact_message,
  primary key (debtor_number, batch)
);
create index benefit_fact_batch on benefit_fact (batch);
create index benefit_fact_message on benefit_fact (message_id);

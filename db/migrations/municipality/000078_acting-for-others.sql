-- The room "debtors": people who sign in to act for others and owe nothing themselves. Nothing is kept of who acts for nobody.
create table helper_counter (
  only_row boolean primary key default true check (only_row),
  last_used integer not null check (last_used >= 0)
);
insert into helper_counter (last_used) values (0);
create table helper (
  helper_number integer primary key check (helper_number > 0),
  cpr char(10) unique check (cpr ~ '^[0-9]{10}$'),
  login_name text unique check (login_name <> ''), -- an employee's, whose CPR number was not told
  registered_at timestamptz not null,
  check ((cpr is null) <> (login_name is null))
);
create index representative_cpr on representative (cpr) where cpr is not null;

-- The room "identity": debtor_number is whose debts are shown. basis and acts_for_name: by what, and for whom, when that is somebody else.
alter table web_session
  add column own_debtor integer references debtor,
  add column own_scopes text[] not null default '{}',
  add column helper_number integer references helper,
  add column basis text
    check (basis in ('guardian', 'power-of-attorney', 'custody-holder', 'estate', 'power', 'company')),
  add column acts_for_name text check (acts_for_name <> ''),
  add column may_act_for json not null default '[]',
  add check ((basis is null) = (acts_for_name is null)),
  add check (basis is null or debtor_number is not null);
create index web_session_own on web_session (own_debtor) where own_debtor is not null;
create index web_session_helper on web_session (helper_number) where helper_number is not null;
alter table sign_in add column helper_number integer references helper;
create index sign_in_helper on sign_in (helper_number) where helper_number is not null;

-- The room "access": under which names a login of the operating system has acted. What needs two persons is approved by two names;
-- this tells when they are one login's.
create table acting_name (
  login text not null check (login <> ''),
  name text not null check (name <> ''),
  first_at timestamptz not null,
  primary key (login, name)
);
create trigger append_only before update or delete on acting_name for each row execute function refuse_change();

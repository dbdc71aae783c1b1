-- Work that is due at a moment, written in the same transaction as the change that makes it due. One effect per row.
create table due_work (
  kind text not null check (kind <> ''),
  -- From the natural key of what it is about: asking twice gives one piece of work.
  key text not null check (key <> ''),
  due_at timestamptz not null,
  payload jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'done', 'stuck')),
  attempts integer not null default 0 check (attempts >= 0),
  -- A kind of trouble in our own words; never what an outside system said about a person.
  last_error text,
  done_at timestamptz,
  primary key (kind, key),
  check ((state = 'done') = (done_at is not null))
);

create index due_work_waiting on due_work (kind, due_at, key) where state = 'waiting';

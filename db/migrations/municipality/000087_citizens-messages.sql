-- The room "messages": what citizens write to the municipality on their pages, with the files they send, and what became of it. It is kept
-- as it was sent; deletion is not built (docs/legal-review.md).
create table citizen_message (
  debtor_number integer not null references debtor,
  -- A place from 1 among the debtor's messages.
  entry integer not null check (entry between 1 and 999999),
  -- From the form: sent twice, it is one message.
  form_key text not null unique check (form_key ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
  kind text not null check (kind in ('objection', 'hearing-answer', 'complaint', 'documentation')),
  -- What it is about, by its kind.
  objection bigint references objection,
  decision_id bigint references decision,
  topic text check (topic in ('income', 'children', 'benefit', 'other')),
  -- The last day to complain, as it was shown; null = it was not known.
  complain_by date,
  language text not null check (language in ('da', 'en')),
  -- The citizen's own words.
  words text not null check (words <> ''),
  sent_at timestamptz not null,
  -- `citizen:100002`, or who acts for them.
  sent_by text not null,
  primary key (debtor_number, entry),
  check ((kind = 'objection') = (objection is not null)),
  check ((kind in ('hearing-answer', 'complaint')) = (decision_id is not null)),
  check ((kind = 'documentation') = (topic is not null)),
  check (complain_by is null or kind = 'complaint')
);
create index citizen_message_objection on citizen_message (objection) where objection is not null;
create index citizen_message_decision on citizen_message (decision_id) where decision_id is not null;
create index citizen_message_sent on citizen_message (sent_at);
create trigger append_only before update or delete on citizen_message for each row execute function refuse_change();

-- What became of it here. An objection's and a hearing's own answers stand with those.
create table citizen_message_event (
  debtor_number integer not null,
  entry integer not null,
  what text not null check (what in ('read', 'handled', 'withdrawn')),
  -- What the citizen is told; only where it has been handled.
  words text check (words <> ''),
  at timestamptz not null,
  by text not null,
  primary key (debtor_number, entry, what),
  foreign key (debtor_number, entry) references citizen_message,
  check ((what = 'handled') = (words is not null))
);
create trigger append_only before update or delete on citizen_message_event for each row execute function refuse_change();

-- Files that came with it. What a file is called is the citizen's own word, and may name people.
create table citizen_file (
  debtor_number integer not null,
  entry integer not null,
  place smallint not null check (place > 0),
  name text not null check (name <> '' and length(name) <= 120),
  -- By its content, whatever it is called.
  type text not null check (type in ('pdf', 'jpeg', 'png', 'heic')),
  content bytea not null check (length(content) > 0),
  sha256 bytea not null check (length(sha256) = 32),
  -- `clean`: a scanner has found nothing. Else nobody has looked: there is none here, or it did not answer.
  scan text not null check (scan in ('clean', 'no-scanner', 'no-answer')),
  primary key (debtor_number, entry, place),
  foreign key (debtor_number, entry) references citizen_message
);
-- Pictures and PDFs are compressed already.
alter table citizen_file alter column content set storage external;
create trigger append_only before update or delete on citizen_file for each row execute function refuse_change();

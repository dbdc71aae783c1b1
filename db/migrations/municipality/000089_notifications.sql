-- The room "notifications": short messages that something has happened, to those who want them. None is a letter, and none decides anything.
create table notification_choice (
  debtor_number integer not null references debtor,
  kind text not null check (kind in ('new-debt', 'due-soon', 'payment-received')),
  -- Each choice is kept; the newest counts.
  entry integer not null check (entry > 0),
  -- Empty: no such messages are wanted.
  channels text[] not null check (channels <@ array['digital-post', 'nemsms']),
  chosen_at timestamptz not null,
  -- The page of the citizen's own: citizen:100002.
  chosen_by text not null check (chosen_by <> ''),
  primary key (debtor_number, kind, entry)
);
create trigger append_only before update or delete on notification_choice for each row execute function refuse_change();

-- What somebody has been told of: nothing is told twice, by whatever channel.
create table notification_event (
  debtor_number integer not null references debtor,
  kind text not null,
  -- What it is about: claim/202600000001, due/claim/202600000001/2026-04-01, payment/17.
  event text not null check (event <> ''),
  told_on date not null,
  primary key (debtor_number, kind, event)
);
create trigger append_only before update or delete on notification_event for each row execute function refuse_change();

-- One message of a kind a day at most, by each channel that was chosen.
create table notification (
  debtor_number integer not null references debtor,
  kind text not null check (kind in ('new-debt', 'due-soon', 'payment-received')),
  day date not null,
  channel text not null check (channel in ('digital-post', 'nemsms')),
  -- The other side knows it by this; handed over twice it is one message.
  message_uuid uuid not null unique,
  language text not null check (language in ('da', 'en')),
  made_at timestamptz not null,
  state text not null check (state in ('waiting', 'handed', 'refused', 'too-late')),
  ended_at timestamptz,
  primary key (debtor_number, kind, day, channel),
  check ((state = 'waiting') = (ended_at is null))
);
create trigger never_deleted before delete on notification for each row execute function refuse_change();

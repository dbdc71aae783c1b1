-- The room "collection": claims at the recovery authority (Gældsstyrelsen, RIM), what has been told there and what it has told us.

-- The creditor agreement: which types may be sent, version by version; the whole agreement is taken in at once.
create table creditor_agreement (
  version integer primary key check (version > 0),
  sha256 char(64) not null check (sha256 ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz not null,
  recorded_by text not null
);
create table creditor_agreement_type (
  version integer not null references creditor_agreement,
  claim_type text not null check (claim_type ~ '^[A-ZÆØÅ0-9-]{3,24}$'),
  -- INDR for recovery, MODR for set-off only.
  art text not null check (art in ('INDR', 'MODR')),
  -- What the authority calls it, where that is another code than ours: for the municipality's own types.
  authority_code text check (authority_code ~ '^[A-ZÆØÅ0-9]{7}$'),
  from_on date not null,
  to_on date,
  primary key (version, claim_type, art),
  check (from_on <= to_on)
);
create trigger append_only before update or delete on creditor_agreement for each row execute function refuse_change();
create trigger append_only before update or delete on creditor_agreement_type for each row execute function refuse_change();

-- Where a claim is on its way to the authority and back, and what the authority has of it by its own messages.
create table recovery_claim (
  claim_number bigint primary key references claim,
  -- The main claim that interest or a fee was sent with; null for a main claim.
  main_claim bigint references claim,
  state text not null check (state in ('in-transfer', 'in-hearing', 'received', 'recalled', 'returned', 'rejected', 'cancelled')),
  -- The authority's own number; a claim that is sent again gets another.
  authority_id text unique check (authority_id <> ''),
  received_on date,
  -- Why it came back: a reason of ours, or what the authority said.
  ended_on date,
  ended_why text check (ended_why <> ''),
  -- Received, less what has been written down, more what has been written up.
  reported_ore bigint not null default 0 check (reported_ore >= 0),
  -- Covered there: of the claim itself, and of the authority's own interest.
  covered_ore bigint not null default 0,
  covered_interest_ore bigint not null default 0,
  -- The authority's own interest, as it told it.
  interest_ore bigint not null default 0,
  check ((state = 'received') <= (authority_id is not null and received_on is not null)),
  check ((ended_on is null) = (ended_why is null)),
  check ((state in ('recalled', 'returned')) = (ended_on is not null))
);
create index recovery_claim_main on recovery_claim (main_claim) where main_claim is not null;
create index recovery_claim_state on recovery_claim (state, claim_number) where state in ('in-transfer', 'in-hearing', 'received');
create trigger never_deleted before delete on recovery_claim for each row execute function refuse_change();

-- What is sent at once: yyyymmdd and a number of that day.
create table recovery_delivery (
  delivery_number bigint primary key check (delivery_number > 0),
  channel text not null check (channel in ('system', 'list')),
  made_on date not null,
  -- made: perhaps sent; nothing is sent again before it has been looked up. taken: the authority has it.
  state text not null check (state in ('made', 'taken', 'refused')),
  refused_code text check (refused_code <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  check ((state = 'refused') = (refused_code is not null))
);
create trigger never_deleted before delete on recovery_delivery for each row execute function refuse_change();

-- One thing told about one claim. At most one is open at the authority at a time; the others wait in the order of their places.
create table recovery_action (
  claim_number bigint not null references recovery_claim,
  place smallint not null check (place between 1 and 99),
  code text not null check (code in ('OPRETFORDRING', 'GENINDSENDFORDRING', 'NEDSKRIV', 'OPSKRIVNINGREGULERING',
    'OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING', 'OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING',
    'NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING', 'NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING', 'TILBAGEKALD',
    'AENDRFORDRING')),
  reason text check (reason in ('INDB', 'REGU', 'BORD', 'BORT', 'FEJL', 'HENS', 'KLAG', 'HAFT')),
  -- Of a creation: what was left of the claim when it was sent.
  amount_ore bigint check (amount_ore >= 0),
  effective_on date,
  -- What it rests on: `payment/…`, `clearance/…`. The same matter is told once.
  about text not null check (about <> ''),
  -- The place of the action that it takes back.
  undoes smallint,
  state text not null check (state in ('queued', 'sent', 'hearing', 'done', 'rejected', 'cancelled')),
  -- How often it has been sent, because the authority asked for it to be sent again later.
  attempts smallint not null default 0 check (attempts >= 0),
  delivery_number bigint references recovery_delivery,
  -- Interest and fees go along with their main claim's action.
  along_with bigint,
  -- The authority's own number for it.
  action_id text,
  -- What the authority is told of the claim, as it stood when it was queued; debtors by number.
  master_data json,
  errors text[] not null default '{}',
  queued_on date not null,
  answered_on date,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (claim_number, place),
  unique (claim_number, code, about),
  check (undoes < place),
  check (state in ('queued', 'cancelled') or delivery_number is not null),
  check ((state in ('done', 'rejected')) <= (answered_on is not null)),
  check (code <> 'NEDSKRIV' or (reason = 'INDB') = (effective_on is not null))
);
create unique index recovery_action_open on recovery_action (claim_number) where state in ('sent', 'hearing');
create index recovery_action_queued on recovery_action (claim_number, place) where state = 'queued';
create index recovery_action_delivery on recovery_action (delivery_number) where delivery_number is not null;
create trigger never_deleted before delete on recovery_action for each row execute function refuse_change();

-- Every message as it was sent or came, written before it is acted on, with what was read in it.
create table recovery_message (
  -- Its kind and the sum of its text: the same message again is the same row.
  message_id text primary key check (message_id <> ''),
  kind text not null check (kind in ('delivery', 'receipt', 'notification', 'list')),
  delivery_number bigint references recovery_delivery,
  received_at timestamptz not null,
  body text not null,
  read json not null,
  applied_at timestamptz
);
create index recovery_message_delivery on recovery_message (delivery_number) where delivery_number is not null;
create index recovery_message_waiting on recovery_message (received_at, message_id) where applied_at is null;
create trigger stays_as_it_came before update of message_id, kind, delivery_number, received_at, body, read on recovery_message
  for each row execute function refuse_change();
create trigger applied_once before update on recovery_message for each row when (old.applied_at is not null)
  execute function refuse_change();
create trigger never_deleted before delete on recovery_message for each row execute function refuse_change();

-- What the authority told of its own accord, by its number.
create table recovery_notification (
  notification_id bigint primary key check (notification_id > 0),
  message_id text not null references recovery_message,
  kind text not null check (kind in ('AFREGNING', 'UDLIGNING', 'ALLOKERING', 'RENTER', 'AFSKRIVNING', 'TILBAGESEND')),
  authority_id text,
  principal_ore bigint not null,
  interest_ore bigint not null,
  left_ore bigint check (left_ore >= 0),
  effective_on date not null,
  reason text,
  -- Null: it waits, because its claim is not known to be there yet.
  applied_on date,
  check ((kind = 'AFREGNING') = (authority_id is null))
);
create index recovery_notification_message on recovery_notification (message_id);
create index recovery_notification_waiting on recovery_notification (notification_id) where applied_on is null;
create index recovery_notification_effective on recovery_notification (effective_on) where kind in ('UDLIGNING', 'ALLOKERING');
create trigger stays_as_told before update of notification_id, message_id, kind, authority_id, principal_ore, interest_ore,
  left_ore, effective_on, reason on recovery_notification for each row execute function refuse_change();
create trigger applied_once before update on recovery_notification for each row when (old.applied_on is not null)
  execute function refuse_change();
create trigger never_deleted before delete on recovery_notification for each row execute function refuse_change();

-- What the authority has settled with us (afregning), for the coverings of some days. Below 0: it is taken from the next.
create table recovery_settlement (
  settlement text primary key check (settlement <> ''),
  notification_id bigint not null unique references recovery_notification,
  settled_on date not null,
  from_on date not null,
  to_on date not null,
  amount_ore bigint not null,
  check (from_on <= to_on)
);
create trigger append_only before update or delete on recovery_settlement for each row execute function refuse_change();

-- A person's reason why a claim is sent though the checklist says that they should look first; also the reason for a hearing.
create table recovery_ground (
  claim_number bigint not null references claim,
  given_on date not null,
  because text not null check (because <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (claim_number, given_on)
);
create trigger append_only before update or delete on recovery_ground for each row execute function refuse_change();

-- The room "checkout": payments that citizens begin on the web, from the first click until they are in the ledger or stopped. What is
-- booked stands in the ledger; here is where each payment is with its provider, as it was last read there.
create table checkout (
  reference text primary key check (reference ~ '^[0-9]{3}-[0-9A-HJKMNP-TV-Z]{20}$'),
  -- From the form: sent twice, it is one payment.
  form_key text not null unique check (form_key ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
  debtor_number integer not null references debtor,
  channel text not null check (channel in ('card', 'mobilepay')),
  provider text not null check (provider ~ '^[a-z-]+$'),
  language text not null check (language in ('da', 'en')),
  amount_ore bigint not null check (amount_ore between 1 and 65000000),
  state text not null check (state in ('prepared', 'open', 'authorized', 'paid', 'stopped')),
  stopped_why text check (stopped_why ~ '^[a-z-]+$'),
  redirect text,
  psp_reference text,
  begun_at timestamptz not null,
  returned_at timestamptz,
  stop_asked_at timestamptz,
  looked_at timestamptz,
  trouble text check (trouble ~ '^[a-z-]+$'),
  -- Fixed before the first booking, so that a repeated one is the same.
  received_on date,
  captured_ore bigint not null default 0 check (captured_ore >= 0),
  refunded_ore bigint not null default 0 check (refunded_ore between 0 and captured_ore),
  -- Of what was taken: what nothing was owed for, or nobody knows yet for what.
  held_ore bigint not null default 0 check (held_ore between 0 and captured_ore),
  payment_number bigint references payment,
  check ((state = 'stopped') = (stopped_why is not null)),
  check ((state = 'paid') = (payment_number is not null)),
  check ((payment_number is null) = (captured_ore = 0)),
  check (state <> 'paid' or received_on is not null)
) with (fillfactor = 80);
create index checkout_debtor on checkout (debtor_number, begun_at);
create index checkout_begun on checkout (begun_at);
create index checkout_payment on checkout (payment_number) where payment_number is not null;
create trigger fixed before update of reference, form_key, debtor_number, channel, provider, amount_ore, begun_at on checkout
  for each row when (
    (old.reference, old.form_key, old.debtor_number, old.channel, old.provider, old.amount_ore, old.begun_at)
    is distinct from
    (new.reference, new.form_key, new.debtor_number, new.channel, new.provider, new.amount_ore, new.begun_at))
  execute function refuse_change();
create trigger booked_once before update on checkout for each row
  when (old.payment_number is not null and new.payment_number is distinct from old.payment_number)
  execute function refuse_change();
create trigger never_deleted before delete on checkout for each row execute function refuse_change();

-- What it is for. While it stands, nobody begins another for the same claim of the same person.
create table checkout_claim (
  reference text not null references checkout,
  claim_number bigint not null references claim,
  debtor_number integer not null,
  standing boolean not null default true,
  primary key (reference, claim_number)
);
create unique index checkout_claim_standing on checkout_claim (debtor_number, claim_number) where standing;
create index checkout_claim_claim on checkout_claim (claim_number);
create trigger never_deleted before delete on checkout_claim for each row execute function refuse_change();

-- What happened to it, in our own words, in the order in which it was learnt.
create table checkout_event (
  reference text not null references checkout,
  entry smallint not null check (entry > 0),
  name text not null check (name ~ '^[a-z-]+$'),
  at timestamptz not null,
  primary key (reference, entry)
);
create trigger append_only before update or delete on checkout_event for each row execute function refuse_change();

-- Calls of providers that were theirs; the same again is one. A reference that we do not have is kept too.
create table checkout_webhook (
  body_sha256 bytea primary key check (length(body_sha256) = 32),
  channel text not null check (channel in ('card', 'mobilepay')),
  reference text,
  name text not null,
  heard_at timestamptz not null
);
create index checkout_webhook_reference on checkout_webhook (reference) where reference is not null;
create trigger append_only before update or delete on checkout_webhook for each row execute function refuse_change();

-- Payments that are to be sent back whole to the card or the wallet they came from: proposed by one, approved by another.
create table checkout_refund (
  reference text not null references checkout,
  place smallint not null check (place between 1 and 9),
  amount_ore bigint not null check (amount_ore > 0),
  state text not null check (state in ('proposed', 'approved', 'done', 'refused', 'withdrawn')),
  because text not null check (because <> ''),
  proposed_by text not null,
  proposed_at timestamptz not null,
  approved_by text check (approved_by <> proposed_by),
  approved_at timestamptz,
  primary key (reference, place),
  check ((approved_by is null) = (approved_at is null)),
  check (state not in ('approved', 'done') or approved_by is not null)
);
create unique index checkout_refund_standing on checkout_refund (reference) where state in ('proposed', 'approved', 'done');
create trigger never_deleted before delete on checkout_refund for each row execute function refuse_change();

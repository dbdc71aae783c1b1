-- The room "identity": sign-ins that have been begun, and not come back. Of what the provider gets as their name, and of what the
-- browser has, only the SHA-256. What is kept for the answer goes with the row: when it comes, or ten minutes later.
create table sign_in_request (
  request_sha256 bytea primary key check (length(request_sha256) = 32),
  protocol text not null check (protocol in ('oidc', 'oiosaml')),
  browser_sha256 bytea not null check (length(browser_sha256) = 32),
  kept text not null,
  goes_to text not null, -- a page of ours by its name, never an address
  language text not null check (language in ('da', 'en')),
  begun_at timestamptz not null
);
create index sign_in_request_begun on sign_in_request (begun_at);

-- What came of each sign-in. No CPR number, no name, no address of a device.
create table sign_in (
  at timestamptz not null,
  request_sha256 bytea not null check (length(request_sha256) = 32),
  protocol text not null check (protocol in ('oidc', 'oiosaml')),
  outcome text not null check (outcome ~ '^[a-z-]+$'),
  level text check (level in ('Substantial', 'High')),
  debtor_number integer references debtor, -- null: refused, or owes nothing here
  primary key (at, request_sha256)
);
create index sign_in_debtor on sign_in (debtor_number) where debtor_number is not null;
create trigger append_only before update or delete on sign_in for each row execute function refuse_change();

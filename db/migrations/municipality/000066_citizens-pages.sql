-- The room "municipality": the key from which things are named in addresses. It stays as it is: names stand on letters.
create table page_key (
  only_row boolean primary key default true check (only_row),
  key bytea not null check (length(key) = 32)
);
insert into page_key (key)
  values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
create trigger append_only before update or delete on page_key for each row execute function refuse_change();

-- The room "identity": who is signed in on the citizens' pages, and until when. Of the token that the browser has, only its
-- SHA-256. The row goes when the person signs out or time is up, and with it the name that is shown.
create table web_session (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  form_key bytea not null check (length(form_key) = 32),
  debtor_number integer references debtor, -- null: owes nothing here
  shown_name text not null check (shown_name <> ''),
  scopes text[] not null,
  level text not null check (level in ('Substantial', 'High')),
  protocol text not null check (protocol in ('oidc', 'oiosaml')),
  idle_minutes smallint not null check (idle_minutes between 1 and 60),
  began_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null,
  check (began_at <= last_seen_at and began_at < ends_at)
);
create index web_session_debtor on web_session (debtor_number) where debtor_number is not null;
create index web_session_ends on web_session (ends_at);

-- The room "identity": what the provider is told back when somebody signs out here (a name of the sign-in, or an ID token without personal data). It goes with the session.
alter table web_session add column sign_out_hint text check (sign_out_hint <> '');

-- Those who have signed out here, and whom the provider was asked to sign out, too. Gone when it answers, or ten minutes later.
create table sign_out_request (
  request_sha256 bytea primary key check (length(request_sha256) = 32),
  protocol text not null check (protocol in ('oidc', 'oiosaml')),
  browser_sha256 bytea not null check (length(browser_sha256) = 32),
  kept text not null,
  language text not null check (language in ('da', 'en')),
  begun_at timestamptz not null
);
create index sign_out_request_begun on sign_out_request (begun_at);

-- Messages by which a provider told that somebody has signed out elsewhere: each counts once. Gone ten minutes later, when it is too old to count.
create table sign_out_told (
  message_sha256 bytea primary key check (length(message_sha256) = 32),
  told_at timestamptz not null
);
create index sign_out_told_at on sign_out_told (told_at);

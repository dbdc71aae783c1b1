-- The room "identity": who was told by a form that another site sent (OIOSAML). The browser brings no cookie of ours along with it, so that
-- whether it is the browser that asked is seen at the next step, within a minute; then the row goes. It has no CPR number.
create table sign_in_answer (
  handle_sha256 bytea primary key check (length(handle_sha256) = 32),
  request_sha256 bytea not null check (length(request_sha256) = 32),
  browser_sha256 bytea not null check (length(browser_sha256) = 32),
  person json not null,
  goes_to text not null,
  language text not null check (language in ('da', 'en')),
  answered_at timestamptz not null
);
create index sign_in_answer_answered on sign_in_answer (answered_at);

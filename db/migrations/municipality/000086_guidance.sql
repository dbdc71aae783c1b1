-- The room "identity": a citizen lets a member of staff see the page that they are on. It is the citizen's own session, and goes with it. The
-- code is told on the telephone; it is worth nothing to who cannot run commands here. `page` is where the citizen is, by our own name for it.
create table guidance (
  token_sha256 bytea primary key references web_session on update cascade on delete cascade,
  debtor_number integer not null references debtor,
  code text not null unique check (code ~ '^[0-9]{8}$'),
  ends_at timestamptz not null,
  guided_by text check (guided_by <> ''), -- null: nobody has been told the code yet
  page text not null,
  page_ref text,
  language text not null check (language in ('da', 'en')),
  sent_form boolean not null default false, -- the citizen sees the answer to a form, which is nowhere else
  noted_page text -- the last that was written in the access log
);
create index guidance_debtor on guidance (debtor_number);

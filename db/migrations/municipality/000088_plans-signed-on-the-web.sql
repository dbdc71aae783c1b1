-- The room "arrangements": what a citizen was shown and signed on the pages, when they asked for instalments themselves.
create table arrangement_signature (
  arrangement bigint primary key references arrangement,
  signed_at timestamptz not null,
  -- Who signed: citizen:100002, or helper:7 for somebody else.
  signed_by text not null check (signed_by ~ '^(citizen|helper):[0-9a-z]+$'),
  -- How sure the provider was of who it is, and by which way they signed in.
  level text not null check (level in ('Substantial', 'High')),
  protocol text not null check (protocol in ('oidc', 'oiosaml')),
  language text not null check (language in ('da', 'en')),
  -- Every line as it stood on the page, and its hash, which the form carried.
  shown text not null check (shown <> ''),
  shown_sha256 text not null check (shown_sha256 = encode(sha256(convert_to(shown, 'UTF8')), 'hex'))
);
create trigger append_only before update or delete on arrangement_signature for each row execute function refuse_change();

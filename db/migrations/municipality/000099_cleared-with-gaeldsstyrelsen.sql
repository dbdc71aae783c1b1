-- The room "ledger": what the recovery authority has covered beyond what stood of a claim is given back only when a person has noted that
-- it has been cleared with it.
alter table refund_item
  add cleared_at timestamptz,
  add cleared_by text,
  add cleared_why text check (cleared_why <> ''),
  add check ((cleared_at is null) = (cleared_by is null) and (cleared_at is null) = (cleared_why is null)),
  add check (cleared_at is null or why = 'covered-there');

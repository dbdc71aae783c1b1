-- The room "collection": what the authority says that it has left of a claim, by claim.
create index recovery_notification_claim on recovery_notification (authority_id, effective_on, notification_id)
  where authority_id is not null;
-- The room "payments": movements that somebody told of and no statement has confirmed.
create index bank_line_unconfirmed on bank_line (bank_day, reference) where account = '-' and cause is not null;

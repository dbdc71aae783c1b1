-- The room "collection": the day on which we confirmed the data of a claim that the authority asked about. Where it does not say when
-- it received the claim, that day counts.
alter table recovery_action add confirmed_on date;

-- What a person has typed from the portal, and typed again in another file: it may be the same, or another of the same day and amount.
-- Nothing follows from it before somebody has said which.
create table recovery_typed_again (
  notification_id bigint not null references recovery_notification,
  -- The first that was typed is the notification itself.
  entry smallint not null check (entry between 2 and 999),
  message_id text not null references recovery_message,
  decision text check (decision in ('same', 'another')),
  because text check (because <> ''),
  decided_at timestamptz,
  decided_by text check (decided_by <> ''),
  primary key (notification_id, entry),
  unique (notification_id, message_id),
  check (num_nonnulls(decision, because, decided_at, decided_by) in (0, 4))
);
create index recovery_typed_again_message on recovery_typed_again (message_id);
create trigger never_deleted before delete on recovery_typed_again for each row execute function refuse_change();
create trigger decided_once before update on recovery_typed_again for each row when (old.decision is not null)
  execute function refuse_change();

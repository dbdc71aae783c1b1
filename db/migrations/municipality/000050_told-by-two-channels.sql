-- The room "collection": what the authority told by one channel (typed from its portal, or by a system) may be told again by the
-- other. The one that came later names the earlier one: nothing follows from it, and a person looks whether it is the same.
alter table recovery_notification
  add repeats bigint references recovery_notification,
  add check (repeats is null or applied_on is not null);
create unique index recovery_notification_repeats on recovery_notification (repeats) where repeats is not null;

-- The room "messages": what a citizen answers before money that is to be paid out to them is set off against what they owe.
alter table citizen_message
  add column set_off bigint references set_off,
  drop constraint citizen_message_kind_check,
  add constraint citizen_message_kind_check check (
    kind in ('objection', 'hearing-answer', 'set-off-answer', 'complaint', 'documentation')),
  add constraint citizen_message_set_off_check check ((kind = 'set-off-answer') = (set_off is not null));
create index citizen_message_set_off on citizen_message (set_off) where set_off is not null;

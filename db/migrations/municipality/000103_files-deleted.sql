-- The room "messages": files that citizens sent are deleted when their matter has been closed for as long as the municipality has chosen. That a file was
-- there, how large it was and its hash stay; its name may name people, and goes with it.
drop trigger append_only on citizen_file;
alter table citizen_file
  alter column content drop not null,
  alter column name drop not null,
  add column bytes integer,
  add column deleted_on date;
update citizen_file set bytes = length(content);
alter table citizen_file
  alter column bytes set not null,
  add check (content is null or length(content) = bytes),
  add check ((content is null) = (deleted_on is not null)),
  add check ((content is null) = (name is null));
create index citizen_file_kept on citizen_file (debtor_number, entry) where content is not null;
create trigger never_deleted before delete on citizen_file for each row execute function refuse_change();
create trigger content_deleted_once before update on citizen_file for each row when (
  old.content is null or new.content is not null
  or (old.debtor_number, old.entry, old.place, old.type, old.bytes, old.sha256, old.scan)
    is distinct from (new.debtor_number, new.entry, new.place, new.type, new.bytes, new.sha256, new.scan))
  execute function refuse_change();

-- Whoever a complaint was sent on to has decided it: only then is its matter closed.
alter table citizen_message_event
  drop constraint citizen_message_event_what_check,
  add constraint citizen_message_event_what_check check (what in ('read', 'handled', 'withdrawn', 'decided-there'));

-- What was told, found, decided upon and looked at stays as it was written: the database refuses to change or delete it.
-- Retention, when it comes, takes these triggers off for its own transaction.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger append_only before update or delete on access_log for each row execute function refuse_change();
create trigger append_only before update or delete on configuration for each row execute function refuse_change();
create trigger append_only before update or delete on person_record for each row execute function refuse_change();
create trigger append_only before update or delete on fact_batch for each row execute function refuse_change();
create trigger append_only before update or delete on inquiry for each row execute function refuse_change();
create trigger append_only before update or delete on fact_message for each row execute function refuse_change();
create trigger append_only before update or delete on income_fact for each row execute function refuse_change();
create trigger append_only before update or delete on benefit_fact for each row execute function refuse_change();
create trigger append_only before update or delete on determination for each row execute function refuse_change();
create trigger append_only before update or delete on letter for each row execute function refuse_change();

-- Money that a debtor has paid on a plan before it was asked for counts for the instalments that fall due next: these ask for less.
alter table instalment drop constraint instalment_less_because_check,
  add check (less_because in ('suspension-under-way', 'fall-under-way', 'deferral-found', 'dead', 'errand', 'paid-ahead'));

-- How much of it counts for an instalment; less than 0: it counts there no longer, because less was to be asked for after all.
create table paid_ahead (
  instalment_id bigint not null references instalment,
  amount_ore bigint not null check (amount_ore <> 0),
  recorded_at timestamptz not null,
  primary key (instalment_id, recorded_at)
);
create trigger append_only before update or delete on paid_ahead for each row execute function refuse_change();

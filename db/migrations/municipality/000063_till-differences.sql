-- The room "payments": what has been taken from a till since it was counted is not taken again, and a difference that two have counted is
-- booked by two.
alter table till_count
  -- The last line of the day's transfers out of the till when it was counted; 0 = nothing had been taken that day.
  add emptied_until integer not null default 0 check (emptied_until >= 0);

create table till_difference (
  till smallint not null,
  counted_on date not null,
  entry smallint not null,
  -- Counted less what the books said.
  amount_ore bigint not null check (amount_ore <> 0),
  because text not null check (because <> ''),
  proposed_by text not null check (proposed_by <> ''),
  proposed_at timestamptz not null,
  approved_by text check (approved_by <> ''),
  approved_at timestamptz,
  primary key (till, counted_on, entry),
  foreign key (till, counted_on, entry) references till_count,
  check (approved_by <> proposed_by),
  check (num_nulls(approved_by, approved_at) in (0, 2))
);
create trigger stays_as_proposed before update of till, counted_on, entry, amount_ore, proposed_by, proposed_at on till_difference
  for each row execute function refuse_change();
create trigger stays_approved before update on till_difference for each row
  when (old.approved_by is not null) execute function refuse_change();
create trigger never_deleted before delete on till_difference for each row execute function refuse_change();

-- src/ledger/causes.ts says the same; a test compares them. Whatever causes there are already stay.
do $$
declare causes text := (
  select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'transfer'::regclass and conname = 'transfer_cause_check');
begin
  execute 'alter table transfer drop constraint transfer_cause_check, add constraint transfer_cause_check '
    || replace(causes, '''till-emptied''::text', '''till-emptied''::text, ''till-difference''::text');
end $$;

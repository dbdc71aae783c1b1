-- The room "payments": a bank tells the same movement in its notification (camt.054) and its statement (camt.053), as a sum or as the
-- transactions in it. Each line knows the movement that it belongs to, so that no movement is taken in twice.
alter table bank_line
  -- The bank's words for the whole movement, or its place in a message; null = no statement has told it yet.
  add movement text check (movement <> ''),
  -- What the whole movement comes to.
  add movement_ore bigint check (movement_ore <> 0),
  -- The movement is named by the bank's own words, the same in every message, and not by its place in one.
  add is_named boolean not null default true,
  -- By which messages it has been told; null = not known, from before this was kept.
  add told_in text check (told_in in ('statement', 'notification', 'both')),
  -- The payment id and other names that came with it.
  add names text[] not null default '{}',
  -- Other lines tell the same money: it is set aside, and is not on the account besides them.
  add told_again boolean not null default false,
  -- A movement that waits until a person has said whether it was told before, as it was told; null = it does not wait.
  add asked jsonb,
  add check (num_nulls(movement, movement_ore) in (0, 2)),
  add check (not told_again or set_aside_on is not null),
  add check (asked is null or cause is null);

update bank_line set movement = regexp_replace(reference, '/(\d+|AFDRAG-U\d+)$', ''), movement_ore = amount_ore
where account <> '-';
update bank_line set movement_ore = whole.amount
from (select account, movement, amount_ore > 0 as is_in, sum(amount_ore) as amount from bank_line where account <> '-' group by 1, 2, 3) whole
where bank_line.account = whole.account and bank_line.movement = whole.movement and (bank_line.amount_ore > 0) = whole.is_in;
create index bank_line_movement on bank_line (account, movement) where movement is not null;
create index bank_line_bank_day on bank_line (account, bank_day);

-- What statements have said was on an account before and after the days that they tell of.
create table bank_balance (
  -- Of the file that told it.
  sha256 char(64) not null references bank_file deferrable initially deferred,
  account text not null check (account <> ''),
  -- Which of the file's statements it is, from 1.
  place smallint not null check (place > 0),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  before_ore bigint not null,
  after_ore bigint not null,
  primary key (sha256, place)
);
create index bank_balance_account on bank_balance (account, from_day);
create trigger append_only before update or delete on bank_balance for each row execute function refuse_change();

-- The room "payments": what the recovery authority has settled with us moved on the bank's account too, and had no line there.
insert into bank_line (account, reference, amount_ore, bank_day, kind, told_by, cause, cause_number, booked_on, recorded_at,
  recorded_by)
select '-', 'AFREGNING ' || cause_number, amount, bank_day, 'settlement', 'receipt', 'settled', cause_number, booking_date, now(),
  'migration'
from (
  select cause_number, booking_date, min(value_date) as bank_day,
    sum(case when debit_kind = 'bank' then amount_ore else -amount_ore end) as amount
  from transfer where (debit_kind = 'bank' or credit_kind = 'bank') and cause = 'settled'
  group by cause_number, booking_date) settled
where amount <> 0
on conflict do nothing;

-- The room "payments": debtors to whom nothing is paid out, because somebody else has the right to it: an estate, or a curator. By the
-- errand that says so (the room "endings"); no foreign key, because that room stands behind this one.
create table pay_out_stop (
  debtor_number integer not null references debtor,
  errand bigint not null check (errand > 0),
  reason text not null check (reason in ('death', 'bankruptcy')),
  stopped_on date not null,
  -- Null = it stands.
  lifted_on date,
  primary key (debtor_number, errand)
);
create trigger never_deleted before delete on pay_out_stop for each row execute function refuse_change();

insert into pay_out_stop (debtor_number, errand, reason, stopped_on)
select debtor_number, errand, kind, opened_on from errand
where kind in ('death', 'bankruptcy') and (closed_on is null or kind = 'death' and outcome <> 'mistake');

-- An order whose money does not leave with a file: to whom else it is paid and how, as two persons have decided.
drop trigger stays_as_proposed on refund_order;
alter table refund_order
  add otherwise text check (otherwise <> ''),
  drop constraint refund_order_file_check,
  add constraint refund_order_file_check check (
    case when otherwise is null then (state in ('sent', 'left', 'paid', 'rejected')) = (file_number is not null)
      else file_number is null and state not in ('sent', 'left', 'rejected') end);
create trigger stays_as_proposed
  before update of refund_order, debtor_number, amount_ore, because, otherwise, proposed_on, proposed_by on refund_order
  for each row execute function refuse_change();

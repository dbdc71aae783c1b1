-- Of a loan: the day it was paid out, from which its years without interest count.
alter table claim add paid_out_on date;

-- The room "facts": CPR alone may be asked, about all who owe anything. Income and benefits are asked for only about those
-- of whom a decision under chapter 12 is made (bek. 585/2023 § 3), so an inquiry says which registers it was made to.
alter table fact_fetch add column asked text not null default 'all' check (asked in ('all', 'persons'));
alter table inquiry add column asked text not null default 'all' check (asked in ('all', 'persons'));
comment on column inquiry.asked is 'persons: CPR alone; what stands of the other registers is then nothing.';
alter table inquiry add check (asked = 'all' or (income_missing is null and benefits_missing is null));

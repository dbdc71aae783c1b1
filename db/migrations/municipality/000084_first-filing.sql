-- The first filing, where it was made final on a later day: what an executor rejects was filed by then.
alter table errand add column first_filed_on date check (first_filed_on <= filed_on);

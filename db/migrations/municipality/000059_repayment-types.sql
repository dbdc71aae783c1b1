-- One law may be repaid by claims of more than one type: the row of the file says which, or the usual one of its law is meant.
-- The table is emptied before each file.
truncate claim_staging;
alter table claim_staging add claim_type text not null;

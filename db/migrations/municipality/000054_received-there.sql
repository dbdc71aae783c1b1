-- The room "collection": the day on which we confirmed the data of a claim that the authority asked about. Where it does not say when
-- it received the claim, that day counts.
alter table recovery_action add confirmed_on date;

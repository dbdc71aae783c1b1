-- The room "charges": interest by the day of the month in which a claim went to Gældsstyrelsen, and of months whose rate was not known then, was
-- given up with the transfer. A course that a transfer has stopped may have a day on which it is looked at again. What was transferred
-- since the first half year without a rate, the second of 2024, is looked at by the next night.
alter table interest_course drop constraint interest_course_check1;
alter table interest_course add constraint interest_course_next_or_stopped
  check ((next_on is not null or stopped_on is not null) and (next_on is null or stopped_on is null or stopped_why = 'transferred'));
update interest_course set next_on = stopped_on
where stopped_why = 'transferred' and regime = 'renteloven' and stopped_on >= '2024-07-01';

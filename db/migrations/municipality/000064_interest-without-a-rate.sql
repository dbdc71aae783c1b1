-- The room "charges": interest by the day of months whose rate was not known was given up when the principal was paid. The first half
-- year without a rate is the second of 2024: what stopped since then is looked at once more by the next night, which stops it again where
-- no such month is missing.
update interest_course set next_on = stopped_on, stopped_on = null, stopped_why = null
where stopped_why = 'paid' and regime <> 'gebyrloven' and stopped_on >= '2024-07-01';

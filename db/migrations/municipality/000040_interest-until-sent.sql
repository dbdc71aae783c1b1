-- Interest of a claim runs until the recovery authority has been told of it. A hold for recovery begins when the claim is queued.

-- Of a hold for recovery, the day on which the authority was told of the claim; null = it has not left, and of other holds.
alter table hold add column told_on date check (told_on is null or reason = 'recovery' and told_on >= from_on);

-- Until now interest rested from the day of queueing, and what was queued was told the same day.
update hold set told_on = from_on where reason = 'recovery';

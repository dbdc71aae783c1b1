-- The room "payments": a payment's number follows from its day, channel and reference, so that no registration waits for
-- another's. Numbers that were given out stay as they are: 1, 2, 3 …, far below the derived ones of 19 digits.
drop table payment_counter;

-- The room "platform": the daily jobs, one row for each and each day. For the reader only: what a job does follows from
-- the stored dates of what it is about, and a job that was stopped finds again what it has not done.
create table job_run (
  job text not null check (job in ('holds', 'interest', 'dunning', 'transfer', 'lapse', 'write-off', 'post', 'settle', 'refunds')),
  day date not null,
  -- How often it has begun on the day; the rest is about the last time.
  attempts integer not null check (attempts > 0),
  started_at timestamptz not null,
  started_by text not null,
  -- Null: it is under way, or was stopped.
  finished_at timestamptz,
  configuration_version integer not null references configuration,
  -- What has been done on the day so far, over all its attempts: written with each page, in the page's transaction.
  progress json not null,
  primary key (job, day)
);
create index job_run_configuration on job_run (configuration_version);

-- The room "messages": what a complaint and papers were answered, as their letter tells it. What was dealt with before has its words alone.
alter table citizen_message_event
  -- A complaint: the decision was changed, partly, or kept; papers: used from a month on, or not.
  add column outcome text check (outcome in ('changed', 'partly', 'kept', 'used', 'not-used')),
  -- To whom the municipality has sent the complaint on, and when (retssikkerhedsloven § 66).
  add column authority text check (authority <> ''),
  add column sent_on date,
  -- The first day of the month from which papers are used.
  add column used_from date check (extract(day from used_from) = 1),
  add column notice_id bigint references notice,
  add check (outcome is null or what = 'handled'),
  add check ((outcome is null) = (notice_id is null)),
  add check ((authority is null) = (sent_on is null)),
  add check ((coalesce(outcome, '') in ('partly', 'kept')) = (sent_on is not null)),
  add check ((coalesce(outcome, '') = 'used') = (used_from is not null));
create index citizen_message_event_notice on citizen_message_event (notice_id) where notice_id is not null;

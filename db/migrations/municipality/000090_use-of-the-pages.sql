-- The room "insight": how much the citizens' pages are used, a day and kind of device at a time. Nothing about who.
create table portal_use (
  day date not null,
  device text not null check (device in ('phone', 'tablet', 'computer', 'unknown')),
  -- What was done; the program has the words for each.
  what text not null check (what ~ '^[a-z-]+$'),
  count bigint not null check (count > 0),
  primary key (day, device, what)
);

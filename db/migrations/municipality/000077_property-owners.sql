-- The room "claims": a property (BFE number) has got another owner. What was due before is still owed by who owed it then.
create table property_owner_change (
  property_number text not null check (property_number ~ '^[0-9]{1,10}$'),
  changed_on date not null,
  note text not null check (note <> ''),
  recorded_at timestamptz not null,
  recorded_by text not null check (recorded_by <> ''),
  primary key (property_number, changed_on)
);
create index claim_property on claim (property_number) where property_number is not null;

-- Whether a fetch was to ask about everybody, or only about those of whom CPR had told nothing: the day's work asks about everybody
-- once, and needs to know when. Of what was asked of CPR alone before nobody knows; it is asked again.
alter table fact_fetch add column whom text not null default 'all' check (whom in ('all', 'unknown'));
update fact_fetch set whom = 'unknown' where asked = 'persons';

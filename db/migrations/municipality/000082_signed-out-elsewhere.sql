-- The room "identity": by which the provider names a sign-in when it tells that the person has signed out elsewhere (OIOSAML). It says nothing about who it is.
alter table web_session add column provider_session text check (provider_session <> '');
create index web_session_provider on web_session (provider_session) where provider_session is not null;

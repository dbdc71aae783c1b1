-- The room "identity": a sign of life of the command that shows staff a citizen's page, by the database's own clock, so that all who ask it mean the same
-- moment. Null: nobody has been told the code yet. One that is older than a minute is none: the command has been killed, or stands still.
alter table guidance add column attended_at timestamptz;

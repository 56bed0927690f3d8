-- The engine's one clock. Stable, so that an index can be used; the time of the statement, so that it moves within a transaction.
CREATE FUNCTION ie.clock() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT statement_timestamp()';
--> statement-breakpoint
-- The same in milliseconds since 1970.
CREATE FUNCTION ie.ms() RETURNS double precision LANGUAGE sql STABLE AS 'SELECT extract(epoch FROM ie.clock())::float8 * 1000';
--> statement-breakpoint
ALTER TABLE ie.event ALTER COLUMN received_at SET DEFAULT ie.clock(), ALTER COLUMN next_at SET DEFAULT ie.clock();
--> statement-breakpoint
ALTER TABLE ie.run ALTER COLUMN created_at SET DEFAULT ie.clock();
--> statement-breakpoint
ALTER TABLE ie.step ADD COLUMN began_at timestamptz, ADD COLUMN ended_at timestamptz, ADD COLUMN attempt integer NOT NULL DEFAULT 0;
--> statement-breakpoint
-- Why a call or a timer is tried again.
ALTER TABLE ie.job ALTER COLUMN created_at SET DEFAULT ie.clock(), ADD COLUMN failure text;
--> statement-breakpoint
-- Both are written and emptied all day; left to the defaults their dead rows would outnumber the living.
ALTER TABLE ie.job SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
--> statement-breakpoint
ALTER TABLE ie.event SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
--> statement-breakpoint
-- The lists people look at: newest first, all of them or those in one state.
CREATE INDEX run_newest ON ie.run (created_at, id);
--> statement-breakpoint
CREATE INDEX run_status ON ie.run (status, created_at, id) WHERE status <> 'completed';
--> statement-breakpoint
CREATE INDEX event_set_aside ON ie.event (seq) WHERE NOT pending AND failure IS NOT NULL;
--> statement-breakpoint
-- What people may ask of a run: to go on where it failed, or to be done once more from the start.
ALTER TABLE ie.job DROP CONSTRAINT job_kind_check;
--> statement-breakpoint
ALTER TABLE ie.job ADD CONSTRAINT job_kind_check CHECK (kind IN
  ('call', 'sleep', 'expire', 'resume', 'cancel', 'retry', 'replay', 'start-limit', 'finish-limit', 'debounce', 'batch'));
--> statement-breakpoint
-- The functions of the processes that run the engine, for those who look at it from elsewhere.
CREATE TABLE ie.function (
  id text PRIMARY KEY,
  name text NOT NULL,
  triggers json NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT ie.clock()
);

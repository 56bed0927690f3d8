-- The embedded Inngest engine. Everything it knows lives in the schema "ie"; nothing of the desk refers to it.
CREATE SCHEMA IF NOT EXISTS ie;
--> statement-breakpoint
-- Events as they were sent. Pending ones pile up here when no engine runs; nothing is lost, starting one clears them.
CREATE TABLE ie.event (
  id text PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  body json NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  pending boolean NOT NULL DEFAULT true,
  tries integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  failure text
);
--> statement-breakpoint
CREATE INDEX event_pending ON ie.event (seq) WHERE pending;
--> statement-breakpoint
CREATE INDEX event_age ON ie.event (received_at) WHERE NOT pending;
--> statement-breakpoint
CREATE TABLE ie.run (
  id text PRIMARY KEY,
  fn_id text NOT NULL,
  idem text NOT NULL,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'completed', 'failed', 'cancelled')),
  events json NOT NULL,
  ckeys text[],
  prio integer NOT NULL DEFAULT 0,
  singleton text,
  parent_run text,
  parent_step text,
  silent boolean NOT NULL DEFAULT false,
  output json,
  error json,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  ended_at timestamptz,
  UNIQUE (fn_id, idem)
);
--> statement-breakpoint
CREATE INDEX run_singleton ON ie.run (fn_id, singleton) WHERE status = 'active' AND singleton IS NOT NULL;
--> statement-breakpoint
CREATE INDEX run_ended ON ie.run (ended_at) WHERE ended_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX run_recent ON ie.run (fn_id, created_at);
--> statement-breakpoint
-- Steps complete in the order of this sequence; the SDK replays them in that order.
CREATE SEQUENCE ie.completion;
--> statement-breakpoint
CREATE TABLE ie.step (
  run_id text NOT NULL REFERENCES ie.run (id) ON DELETE CASCADE,
  id text NOT NULL,
  name text,
  op text NOT NULL,
  grp bigint NOT NULL,
  eager boolean NOT NULL DEFAULT false,
  done bigint,
  memo json,
  PRIMARY KEY (run_id, id)
);
--> statement-breakpoint
-- A row is something to do, not before run_at. "call" asks the SDK; the other kinds are timers the engine fires itself.
CREATE TABLE ie.job (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('call', 'sleep', 'expire', 'resume', 'cancel', 'start-limit', 'finish-limit', 'debounce', 'batch')),
  key text UNIQUE,
  fn_id text NOT NULL,
  run_id text REFERENCES ie.run (id) ON DELETE CASCADE,
  step_id text,
  run_at timestamptz NOT NULL,
  sort_at timestamptz NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  payload json,
  ckeys text[],
  again boolean NOT NULL DEFAULT false,
  owner integer,
  token integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE INDEX job_claim ON ie.job (sort_at, id) WHERE kind = 'call' AND owner IS NULL;
--> statement-breakpoint
CREATE INDEX job_due ON ie.job (run_at, id) WHERE kind <> 'call';
--> statement-breakpoint
CREATE INDEX job_next ON ie.job (run_at) WHERE owner IS NULL;
--> statement-breakpoint
CREATE INDEX job_owner ON ie.job (owner) WHERE owner IS NOT NULL;
--> statement-breakpoint
CREATE INDEX job_run ON ie.job (run_id);
--> statement-breakpoint
-- Who waits for which event. path/value hold one lifted "event.P == async.P", so that ten thousand waits on one name cost one look-up.
CREATE TABLE ie.wait (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id text NOT NULL REFERENCES ie.run (id) ON DELETE CASCADE,
  step_id text,
  kind text NOT NULL CHECK (kind IN ('event', 'cancel', 'signal')),
  name text NOT NULL,
  expr text,
  path text,
  value text,
  trigger_id text,
  expires_at timestamptz
);
--> statement-breakpoint
CREATE INDEX wait_match ON ie.wait (name, path, value);
--> statement-breakpoint
CREATE INDEX wait_run ON ie.wait (run_id, step_id);
--> statement-breakpoint
CREATE UNIQUE INDEX wait_signal ON ie.wait (name) WHERE kind = 'signal';
--> statement-breakpoint
CREATE TABLE ie.wait_path (
  name text NOT NULL,
  path text NOT NULL,
  PRIMARY KEY (name, path)
);
--> statement-breakpoint
-- Theoretical arrival times of the rate limits, throttles and idempotency keys (milliseconds since 1970).
CREATE TABLE ie.bucket (
  key text PRIMARY KEY,
  tat double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE ie.cron (
  fn_id text NOT NULL,
  cron text NOT NULL,
  next_at timestamptz NOT NULL,
  PRIMARY KEY (fn_id, cron)
);

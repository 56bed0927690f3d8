-- What makes `events` a history one can trust: rows are stamped with a gapless-to-readers number in commit order,
-- and nobody, not even the application's own role, may change or remove one.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE SEQUENCE "events_seq_counter";
--> statement-breakpoint
-- Deferred to the commit, and one commit at a time: a number is given only when all smaller ones are visible or
-- gone. Stamped at insert, a reader that follows `seq > cursor` would skip rows of slower transactions.
CREATE FUNCTION "stamp_event_seq"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7236001);
  UPDATE "events" SET "seq" = nextval('events_seq_counter') WHERE "id" = NEW."id" AND "seq" IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "events_stamp_seq" AFTER INSERT ON "events" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "stamp_event_seq"();
--> statement-breakpoint
CREATE FUNCTION "refuse_event_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (OLD."seq" IS NULL OR NEW."seq" IS NOT DISTINCT FROM OLD."seq")
     AND (OLD."dispatched_at" IS NULL OR NEW."dispatched_at" IS NOT DISTINCT FROM OLD."dispatched_at")
     AND (to_jsonb(NEW) - 'seq' - 'dispatched_at') = (to_jsonb(OLD) - 'seq' - 'dispatched_at') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'events are history: rows are never changed or deleted';
END $$;
--> statement-breakpoint
CREATE TRIGGER "events_append_only" BEFORE UPDATE OR DELETE ON "events"
  FOR EACH ROW EXECUTE FUNCTION "refuse_event_change"();
--> statement-breakpoint
CREATE TRIGGER "events_no_truncate" BEFORE TRUNCATE ON "events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_event_change"();
--> statement-breakpoint
CREATE INDEX "tickets_subject_trigram" ON "tickets" USING gin (lower("subject") gin_trgm_ops);

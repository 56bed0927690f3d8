ALTER TABLE "priorities" ADD COLUMN "position" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "priorities" ADD COLUMN "retired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "priorities" ADD COLUMN "successor_id" smallint;--> statement-breakpoint
ALTER TABLE "priorities" ADD COLUMN "sign" smallint DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "priorities" ADD COLUMN "color" text DEFAULT 'muted' NOT NULL;--> statement-breakpoint
ALTER TABLE "priorities" ADD COLUMN "is_default" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "states" ADD COLUMN "position" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "states" ADD COLUMN "retired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "states" ADD COLUMN "successor_id" smallint;--> statement-breakpoint
ALTER TABLE "states" ADD COLUMN "label" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "states" ADD COLUMN "is_default" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "states" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "position" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "retired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "successor_id" smallint;--> statement-breakpoint
ALTER TABLE "priorities" ADD CONSTRAINT "priorities_successor" FOREIGN KEY ("successor_id") REFERENCES "public"."priorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "states" ADD CONSTRAINT "states_successor" FOREIGN KEY ("successor_id") REFERENCES "public"."states"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD CONSTRAINT "ticket_types_successor" FOREIGN KEY ("successor_id") REFERENCES "public"."ticket_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "priorities_default" ON "priorities" USING btree ("is_default") WHERE is_default;--> statement-breakpoint
CREATE UNIQUE INDEX "states_default" ON "states" USING btree ("type") WHERE is_default;--> statement-breakpoint
UPDATE "states" SET "position" = "id", "is_default" = "id" = (SELECT min("other"."id") FROM "states" "other" WHERE "other"."type" = "states"."type"),
  "waits_for" = CASE WHEN "type" <> 'pending-reminder' THEN NULL WHEN "name" = 'waiting for third party' THEN 'other' ELSE 'customer' END,
  "label" = CASE
    WHEN "type" = 'new' THEN '{"en": "Received", "de": "Eingegangen"}'
    WHEN "type" = 'open' THEN '{"en": "We are on it", "de": "In Arbeit"}'
    WHEN "name" = 'waiting for third party' THEN '{"en": "On hold", "de": "Zurückgestellt"}'
    WHEN "type" = 'pending-reminder' THEN '{"en": "Waiting for you", "de": "Wartet auf Sie"}'
    WHEN "type" = 'pending-auto' THEN '{"en": "Solved, closes soon", "de": "Gelöst, schließt bald"}'
    WHEN "type" = 'merged' THEN '{"en": "Continued elsewhere", "de": "Wird anderswo fortgeführt"}'
    ELSE '{"en": "Closed", "de": "Geschlossen"}' END::jsonb;--> statement-breakpoint
UPDATE "priorities" SET "position" = "id", "sign" = least(greatest("id" - 1, 0), 4), "is_default" = "name" = 'normal',
  "color" = CASE WHEN "id" = 5 THEN 'bad' ELSE 'muted' END;--> statement-breakpoint
UPDATE "ticket_types" SET "position" = "id";

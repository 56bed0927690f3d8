CREATE TABLE "custom_fields" (
	"id" uuid PRIMARY KEY NOT NULL,
	"entity" text NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"labels" jsonb NOT NULL,
	"help" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"section" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" integer NOT NULL,
	"required" boolean DEFAULT false NOT NULL,
	"required_to_close" boolean DEFAULT false NOT NULL,
	"fallback" jsonb,
	"customers" text DEFAULT 'none' NOT NULL,
	"options" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"pattern" text,
	"queue_ids" uuid[] DEFAULT '{}' NOT NULL,
	"type_ids" smallint[] DEFAULT '{}' NOT NULL,
	"shown_when" jsonb,
	"read_needs" jsonb,
	"write_needs" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "field_values" (
	"subject_id" uuid PRIMARY KEY NOT NULL,
	"entity" text NOT NULL,
	"values" jsonb NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "custom_fields_key" ON "custom_fields" USING btree ("entity","key");--> statement-breakpoint
CREATE INDEX "custom_fields_order" ON "custom_fields" USING btree ("entity","position");--> statement-breakpoint
CREATE INDEX "field_values_by_value" ON "field_values" USING gin ("values" jsonb_path_ops);--> statement-breakpoint
-- What programs kept in tickets of before stays readable, by its key.
INSERT INTO "field_values" ("subject_id", "entity", "values") SELECT "id", 'ticket', jsonb_strip_nulls("fields") FROM "tickets" WHERE jsonb_typeof("fields") = 'object' AND jsonb_strip_nulls("fields") <> '{}'::jsonb;--> statement-breakpoint
ALTER TABLE "tickets" DROP COLUMN "fields";
CREATE TABLE "letter_parts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"part" text NOT NULL,
	"queue_id" uuid,
	"locale" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "letter_parts_once" UNIQUE NULLS NOT DISTINCT("part","queue_id","locale")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"shortcut" text,
	"locale" text,
	"queue_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"html" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"opens_in_id" uuid,
	"type_id" smallint,
	"priority_id" smallint,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "templates_name_unique" UNIQUE("name"),
	CONSTRAINT "templates_shortcut_unique" UNIQUE("shortcut")
);
--> statement-breakpoint
ALTER TABLE "letter_parts" ADD CONSTRAINT "letter_parts_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_opens_in_id_queues_id_fk" FOREIGN KEY ("opens_in_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_type_id_ticket_types_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."ticket_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_priority_id_priorities_id_fk" FOREIGN KEY ("priority_id") REFERENCES "public"."priorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letter_parts_queue" ON "letter_parts" USING btree ("queue_id");
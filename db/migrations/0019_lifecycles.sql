CREATE TABLE "lifecycle_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type_id" smallint,
	"from_id" smallint NOT NULL,
	"to_id" smallint NOT NULL,
	"right" text,
	CONSTRAINT "lifecycle_steps_once" UNIQUE NULLS NOT DISTINCT("type_id","from_id","to_id")
);
--> statement-breakpoint
ALTER TABLE "lifecycle_steps" ADD CONSTRAINT "lifecycle_steps_type_id_ticket_types_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."ticket_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lifecycle_steps" ADD CONSTRAINT "lifecycle_steps_from_id_states_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."states"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lifecycle_steps" ADD CONSTRAINT "lifecycle_steps_to_id_states_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."states"("id") ON DELETE no action ON UPDATE no action;
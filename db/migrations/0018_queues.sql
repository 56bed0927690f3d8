ALTER TABLE "queues" ADD COLUMN "default_state_id" smallint;--> statement-breakpoint
ALTER TABLE "queues" ADD COLUMN "default_priority_id" smallint;--> statement-breakpoint
ALTER TABLE "queues" ADD COLUMN "unassign_minutes" integer;--> statement-breakpoint
ALTER TABLE "queues" ADD COLUMN "retired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "queues" ADD COLUMN "successor_id" uuid;--> statement-breakpoint
ALTER TABLE "queues" ADD CONSTRAINT "queues_default_state_id_states_id_fk" FOREIGN KEY ("default_state_id") REFERENCES "public"."states"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queues" ADD CONSTRAINT "queues_default_priority_id_priorities_id_fk" FOREIGN KEY ("default_priority_id") REFERENCES "public"."priorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queues" ADD CONSTRAINT "queues_successor_id_queues_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;
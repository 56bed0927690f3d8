CREATE TABLE "address_standings" (
	"address" text PRIMARY KEY NOT NULL,
	"unverified_since" timestamp (3) with time zone,
	"verified_at" timestamp (3) with time zone,
	"undeliverable_at" timestamp (3) with time zone,
	"diagnostic" text,
	"silenced_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "outgoing_deliveries" (
	"outgoing_id" uuid NOT NULL,
	"address" text NOT NULL,
	"state" text NOT NULL,
	"status" text NOT NULL,
	"diagnostic" text DEFAULT '' NOT NULL,
	"mail_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "outgoing_deliveries_outgoing_id_address_pk" PRIMARY KEY("outgoing_id","address")
);
--> statement-breakpoint
CREATE TABLE "queue_addresses" (
	"address" text PRIMARY KEY NOT NULL,
	"queue_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD COLUMN "from" jsonb;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD COLUMN "ruled_class" text;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD COLUMN "verdict" text;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD COLUMN "queue_id" uuid;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD COLUMN "outgoing_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "automatic" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reply_to" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "queues" ADD COLUMN "closed_policy" text DEFAULT 'reopen-within' NOT NULL;--> statement-breakpoint
ALTER TABLE "queues" ADD COLUMN "reopen_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "queues" ADD COLUMN "reopen_business_days" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "queues" ADD COLUMN "join_policy" text DEFAULT 'known' NOT NULL;--> statement-breakpoint
ALTER TABLE "queues" ADD COLUMN "reply_tokens" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "reply_address" text;--> statement-breakpoint
ALTER TABLE "outgoing_deliveries" ADD CONSTRAINT "outgoing_deliveries_outgoing_id_outgoing_mail_id_fk" FOREIGN KEY ("outgoing_id") REFERENCES "public"."outgoing_mail"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_deliveries" ADD CONSTRAINT "outgoing_deliveries_mail_id_incoming_mail_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."incoming_mail"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_addresses" ADD CONSTRAINT "queue_addresses_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outgoing_deliveries_mail" ON "outgoing_deliveries" USING btree ("mail_id");--> statement-breakpoint
CREATE INDEX "queue_addresses_queue" ON "queue_addresses" USING btree ("queue_id");--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD CONSTRAINT "incoming_mail_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incoming_mail" ADD CONSTRAINT "incoming_mail_outgoing_id_outgoing_mail_id_fk" FOREIGN KEY ("outgoing_id") REFERENCES "public"."outgoing_mail"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incoming_mail_ticket" ON "incoming_mail" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "incoming_mail_class" ON "incoming_mail" USING btree ("class","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "messages_joiners" ON "messages" USING btree ("ticket_id") WHERE joiner;
ALTER TABLE "outgoing_deliveries" ALTER COLUMN "mail_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD COLUMN "next_attempt_at" timestamp (3) with time zone DEFAULT now() + interval '2 minutes' NOT NULL;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD COLUMN "remaining" text[];--> statement-breakpoint
ALTER TABLE "queues" ADD COLUMN "locale" text;--> statement-breakpoint
CREATE INDEX "attachments_blob" ON "attachments" USING btree ("blob_hash");--> statement-breakpoint
CREATE INDEX "blobs_recent" ON "blobs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "incoming_mail_blob" ON "incoming_mail" USING btree ("raw_hash");--> statement-breakpoint
CREATE INDEX "outgoing_mail_blob" ON "outgoing_mail" USING btree ("raw_hash");--> statement-breakpoint
CREATE INDEX "outgoing_mail_due" ON "outgoing_mail" USING btree ("next_attempt_at") WHERE status = 'queued';--> statement-breakpoint
CREATE INDEX "outgoing_mail_stuck" ON "outgoing_mail" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE status <> 'sent';
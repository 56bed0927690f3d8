ALTER TABLE "sla_policy_versions" ADD COLUMN "position" integer;--> statement-breakpoint
-- What the order was is not known any more; from here on each version tells its own.
UPDATE "sla_policy_versions" SET "position" = "sla_policies"."position" FROM "sla_policies" WHERE "sla_policies"."id" = "policy_id";--> statement-breakpoint
ALTER TABLE "sla_policy_versions" ALTER COLUMN "position" SET NOT NULL;

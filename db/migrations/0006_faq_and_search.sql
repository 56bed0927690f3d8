CREATE TABLE "faq_articles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"category_id" uuid,
	"visibility" text NOT NULL,
	"source_locale" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "faq_categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parent_id" uuid,
	"slug" text NOT NULL,
	"names" jsonb NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "faq_categories_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "faq_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"title" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"author_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "faq_slugs" (
	"slug" text PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "faq_translations" (
	"article_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"working_revision_id" uuid NOT NULL,
	"published_revision_id" uuid,
	"published_at" timestamp (3) with time zone,
	"published_title" text DEFAULT '' NOT NULL,
	"published_text" text DEFAULT '' NOT NULL,
	"source_revision_id" uuid,
	"document" "tsvector" GENERATED ALWAYS AS (
        setweight(to_tsvector(case when "locale" = 'de' then 'german'::regconfig else 'english'::regconfig end, "published_title"), 'A') ||
        setweight(to_tsvector('simple'::regconfig, "published_title"), 'A') ||
        setweight(to_tsvector(case when "locale" = 'de' then 'german'::regconfig else 'english'::regconfig end, left("published_text", 200000)), 'C') ||
        setweight(to_tsvector('simple'::regconfig, left("published_text", 200000)), 'D')) STORED,
	CONSTRAINT "faq_translations_article_id_locale_pk" PRIMARY KEY("article_id","locale")
);
--> statement-breakpoint
CREATE TABLE "ticket_documents" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"public_words" "tsvector" NOT NULL,
	"all_words" "tsvector" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "faq_articles" ADD CONSTRAINT "faq_articles_category_id_faq_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."faq_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "faq_categories" ADD CONSTRAINT "faq_categories_parent_id_faq_categories_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."faq_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "faq_revisions" ADD CONSTRAINT "faq_revisions_article_id_faq_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."faq_articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "faq_revisions" ADD CONSTRAINT "faq_revisions_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "faq_slugs" ADD CONSTRAINT "faq_slugs_article_id_faq_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."faq_articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "faq_translations" ADD CONSTRAINT "faq_translations_article_id_faq_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."faq_articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "faq_translations" ADD CONSTRAINT "faq_translations_working_revision_id_faq_revisions_id_fk" FOREIGN KEY ("working_revision_id") REFERENCES "public"."faq_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "faq_translations" ADD CONSTRAINT "faq_translations_published_revision_id_faq_revisions_id_fk" FOREIGN KEY ("published_revision_id") REFERENCES "public"."faq_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "faq_translations" ADD CONSTRAINT "faq_translations_source_revision_id_faq_revisions_id_fk" FOREIGN KEY ("source_revision_id") REFERENCES "public"."faq_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_documents" ADD CONSTRAINT "ticket_documents_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "faq_articles_recent" ON "faq_articles" USING btree ("updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "faq_articles_category" ON "faq_articles" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "faq_categories_parent" ON "faq_categories" USING btree ("parent_id","position");--> statement-breakpoint
CREATE INDEX "faq_revisions_article" ON "faq_revisions" USING btree ("article_id","locale","created_at");--> statement-breakpoint
CREATE INDEX "faq_slugs_article" ON "faq_slugs" USING btree ("article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "faq_translations_slug" ON "faq_translations" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "faq_translations_document" ON "faq_translations" USING gin ("document");--> statement-breakpoint
CREATE INDEX "faq_translations_trigram" ON "faq_translations" USING gin ((lower("published_title" || ' ' || left("published_text", 20000))) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "ticket_documents_public" ON "ticket_documents" USING gin ("public_words");--> statement-breakpoint
CREATE INDEX "ticket_documents_all" ON "ticket_documents" USING gin ("all_words");
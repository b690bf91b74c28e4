CREATE TABLE "figure_count" (
	"network_id" integer NOT NULL,
	"import_id" integer NOT NULL,
	"school_year" text NOT NULL,
	"indicator" text NOT NULL,
	"part" text NOT NULL,
	"cohort" text DEFAULT '' NOT NULL,
	"school_id" integer DEFAULT 0 NOT NULL,
	"breakdown_by" text DEFAULT '' NOT NULL,
	"breakdown_value" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"reference_date" date NOT NULL,
	"value" integer NOT NULL,
	CONSTRAINT "figure_count_key" PRIMARY KEY("network_id","indicator","school_year","reference_date","status","school_id","cohort","breakdown_by","breakdown_value","part","import_id"),
	CONSTRAINT "figure_count_value" CHECK ("figure_count"."value" >= 0)
);
--> statement-breakpoint
ALTER TABLE "figure_count" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "figure_import" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "figure_import_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"instrument" text NOT NULL,
	"school_year" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	"role" text NOT NULL,
	"lines" integer NOT NULL,
	CONSTRAINT "figure_import_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "figure_import" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "figure_count" ADD CONSTRAINT "figure_count_network_id_import_id_figure_import_network_id_id_fk" FOREIGN KEY ("network_id","import_id") REFERENCES "public"."figure_import"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "figure_count_import" ON "figure_count" USING btree ("network_id","import_id");--> statement-breakpoint
CREATE POLICY "network_only" ON "figure_count" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "figure_import" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
-- Written by hand: what km_app may do with the tables above. Insert-only: a count is never changed.
ALTER TABLE "figure_import" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "figure_count" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON "figure_import", "figure_count" TO "km_app";

CREATE TABLE "figure_release" (
	"network_id" integer NOT NULL,
	"school_year" text NOT NULL,
	"status" text NOT NULL,
	"number" smallint NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"content" jsonb NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "figure_release_network_id_school_year_status_number_pk" PRIMARY KEY("network_id","school_year","status","number")
);
--> statement-breakpoint
ALTER TABLE "figure_release" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "network_only" ON "figure_release" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
-- Written by hand: what km_app may do with the table above. What was shown stays.
ALTER TABLE "figure_release" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON "figure_release" TO "km_app";

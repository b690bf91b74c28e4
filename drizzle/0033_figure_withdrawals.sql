CREATE TABLE "figure_withdrawal" (
	"network_id" integer NOT NULL,
	"import_id" integer NOT NULL,
	"withdrawn_at" timestamp with time zone NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "figure_withdrawal_network_id_import_id_pk" PRIMARY KEY("network_id","import_id")
);
--> statement-breakpoint
ALTER TABLE "figure_withdrawal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "figure_withdrawal" ADD CONSTRAINT "figure_withdrawal_import" FOREIGN KEY ("network_id","import_id") REFERENCES "public"."figure_import"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "network_only" ON "figure_withdrawal" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
-- Written by hand: what km_app may do with the table above. What was taken back stays so.
ALTER TABLE "figure_withdrawal" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON "figure_withdrawal" TO "km_app";

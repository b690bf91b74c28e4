CREATE TABLE "pilot_decision" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "pilot_decision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"school_year" text NOT NULL,
	"outcome" text NOT NULL,
	"reasons" text NOT NULL,
	"conditions" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_on" date NOT NULL,
	"action_id" integer,
	"evidence" jsonb NOT NULL,
	CONSTRAINT "pilot_decision_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "pilot_decision" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "public_result" (
	"network_id" integer NOT NULL,
	"round_id" integer NOT NULL,
	"number" smallint NOT NULL,
	"people" integer NOT NULL,
	"results" jsonb NOT NULL,
	"doing" text NOT NULL,
	"published_on" date,
	CONSTRAINT "public_result_network_id_round_id_pk" PRIMARY KEY("network_id","round_id")
);
--> statement-breakpoint
ALTER TABLE "public_result" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "action" ADD COLUMN "phase" text;--> statement-breakpoint
ALTER TABLE "pilot_decision" ADD CONSTRAINT "pilot_decision_network_id_action_id_action_network_id_id_fk" FOREIGN KEY ("network_id","action_id") REFERENCES "public"."action"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_result" ADD CONSTRAINT "public_result_network_id_round_id_round_network_id_id_fk" FOREIGN KEY ("network_id","round_id") REFERENCES "public"."round"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "network_only" ON "pilot_decision" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "public_result" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
-- Written by hand: what km_app may do with the tables above. A decision is never changed.
ALTER TABLE "pilot_decision" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "public_result" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON "pilot_decision" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("number", "people", "results", "doing", "published_on") ON "public_result" TO "km_app";--> statement-breakpoint
GRANT UPDATE ("phase") ON "action" TO "km_app";

CREATE TABLE "action_review" (
	"network_id" integer NOT NULL,
	"action_id" integer NOT NULL,
	"number" smallint NOT NULL,
	"ended_as" text NOT NULL,
	"effect" text NOT NULL,
	"seen" text NOT NULL,
	"next" text NOT NULL,
	"outcome" text NOT NULL,
	"reviewed_on" date NOT NULL,
	"reviewed_by" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "action_review_network_id_action_id_number_pk" PRIMARY KEY("network_id","action_id","number"),
	CONSTRAINT "action_review_has_evidence" CHECK (jsonb_array_length(evidence) > 0)
);
--> statement-breakpoint
ALTER TABLE "action_review" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "action" ALTER COLUMN "measure_instrument" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "action" ALTER COLUMN "measure_item" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "action" ALTER COLUMN "measure_unit" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "action" ALTER COLUMN "start_value" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "action" ALTER COLUMN "target_value" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "action" ALTER COLUMN "target_year" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "action" ADD COLUMN "starts_on" date;--> statement-breakpoint
ALTER TABLE "action_review" ADD CONSTRAINT "action_review_network_id_action_id_action_network_id_id_fk" FOREIGN KEY ("network_id","action_id") REFERENCES "public"."action"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action" ADD CONSTRAINT "action_measure_whole" CHECK (num_nulls(measure_instrument, measure_item, measure_unit, start_value, target_value, target_year) in (0, 6));--> statement-breakpoint
CREATE POLICY "network_only" ON "action_review" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
-- Written by hand: what km_app may do with the tables above. A review stays; a correction is a new one.
ALTER TABLE "action_review" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON "action_review" TO "km_app";--> statement-breakpoint
GRANT UPDATE ("starts_on") ON "action" TO "km_app";

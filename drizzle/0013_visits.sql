CREATE TABLE "agreement" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "agreement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"visit_id" integer NOT NULL,
	"kind" text NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"made_on" date NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "agreement_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "agreement" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "visit" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "visit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"round_id" integer NOT NULL,
	"school_id" integer NOT NULL,
	"invitation_id" integer NOT NULL,
	"response_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"visited_on" date NOT NULL,
	CONSTRAINT "visit_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "visit_invitation" UNIQUE("network_id","invitation_id")
);
--> statement-breakpoint
ALTER TABLE "visit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_network_id_visit_id_visit_network_id_id_fk" FOREIGN KEY ("network_id","visit_id") REFERENCES "public"."visit"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_network_id_round_id_round_network_id_id_fk" FOREIGN KEY ("network_id","round_id") REFERENCES "public"."round"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_once" ON "agreement" USING btree ("network_id","visit_id") WHERE kind = 'agreed';--> statement-breakpoint
CREATE INDEX "agreement_visit" ON "agreement" USING btree ("network_id","visit_id");--> statement-breakpoint
CREATE INDEX "visit_school" ON "visit" USING btree ("network_id","school_id");--> statement-breakpoint
CREATE POLICY "network_only" ON "agreement" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "visit" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
-- Written by hand: what km_app may do with the tables above.
ALTER TABLE "visit" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "agreement" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON "visit", "agreement" TO "km_app";--> statement-breakpoint

-- As in 0008, and what schools remarked about the record of a visit goes with what was written in it.
CREATE OR REPLACE FUNCTION forget_texts(the_network integer, the_round integer, places jsonb, today date)
RETURNS TABLE (texts integer, changed integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM check_retention(the_network, today);
  PERFORM 1 FROM round r WHERE r.network_id = the_network AND r.id = the_round
    AND r.released_at IS NOT NULL AND r.closes_on + interval '1 year' < today FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'texts of round % are not past their time', the_round;
  END IF;
  DELETE FROM response_text WHERE network_id = the_network AND round_id = the_round;
  GET DIAGNOSTICS texts = ROW_COUNT;
  UPDATE agreement a SET remark = '' FROM visit v
    WHERE a.network_id = the_network AND v.network_id = the_network AND v.id = a.visit_id
      AND v.round_id = the_round AND a.remark <> '';
  UPDATE response SET answers = without_texts(answers, places)
    WHERE network_id = the_network AND round_id = the_round
      AND answers IS DISTINCT FROM without_texts(answers, places);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN NEXT;
END
$$;--> statement-breakpoint

-- As in 0008, and the visits whose records go, with what schools said about them.
CREATE OR REPLACE FUNCTION forget_answers(the_network integer, the_round integer, today date)
RETURNS TABLE (responses integer, school_tallies integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM check_retention(the_network, today);
  PERFORM 1 FROM round r JOIN definition d ON d.id = r.definition_id
    WHERE r.network_id = the_network AND r.id = the_round AND r.released_at IS NOT NULL
      AND school_year_of(today) - left(r.school_year, 4)::int >=
        CASE WHEN d.facts ->> 'anonymityLevel' IN ('V', 'P') THEN 2 ELSE 5 END
    FOR UPDATE OF r;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'answers of round % are not past their time', the_round;
  END IF;
  DELETE FROM response_text WHERE network_id = the_network AND round_id = the_round;
  DELETE FROM visit WHERE network_id = the_network AND round_id = the_round;
  DELETE FROM response WHERE network_id = the_network AND round_id = the_round;
  GET DIAGNOSTICS responses = ROW_COUNT;
  DELETE FROM tally WHERE network_id = the_network AND round_id = the_round AND school_id > 0;
  GET DIAGNOSTICS school_tallies = ROW_COUNT;
  RETURN NEXT;
END
$$;

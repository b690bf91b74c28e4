CREATE TABLE "finding_quote" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "finding_quote_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"finding_id" integer NOT NULL,
	"instrument" text NOT NULL,
	"school_year" text NOT NULL,
	"period" text NOT NULL,
	"title" text NOT NULL,
	"quote" text NOT NULL,
	"anonymity_level" text NOT NULL,
	"added_on" date NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "finding_quote_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "finding_quote" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "text_reading" (
	"network_id" integer NOT NULL,
	"round_id" integer NOT NULL,
	"item" text NOT NULL,
	"text_id" uuid NOT NULL,
	"cleaned" text,
	"shared" boolean DEFAULT false NOT NULL,
	CONSTRAINT "text_reading_network_id_round_id_item_text_id_pk" PRIMARY KEY("network_id","round_id","item","text_id"),
	CONSTRAINT "text_reading_shared" CHECK (not shared or cleaned is not null)
);
--> statement-breakpoint
ALTER TABLE "text_reading" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "text_theme" (
	"network_id" integer NOT NULL,
	"round_id" integer NOT NULL,
	"item" text NOT NULL,
	"text_id" uuid NOT NULL,
	"theme_id" integer NOT NULL,
	CONSTRAINT "text_theme_network_id_round_id_item_text_id_theme_id_pk" PRIMARY KEY("network_id","round_id","item","text_id","theme_id")
);
--> statement-breakpoint
ALTER TABLE "text_theme" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "theme" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "theme_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"item" text,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "theme_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "theme" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "theme_share" (
	"network_id" integer NOT NULL,
	"round_id" integer NOT NULL,
	"item" text NOT NULL,
	"number" smallint NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"content" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"ended" boolean DEFAULT false NOT NULL,
	CONSTRAINT "theme_share_network_id_round_id_item_number_pk" PRIMARY KEY("network_id","round_id","item","number")
);
--> statement-breakpoint
ALTER TABLE "theme_share" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "theme_tally" (
	"network_id" integer NOT NULL,
	"round_id" integer NOT NULL,
	"item" text NOT NULL,
	"theme_id" integer NOT NULL,
	"texts" integer NOT NULL,
	CONSTRAINT "theme_tally_network_id_round_id_item_theme_id_pk" PRIMARY KEY("network_id","round_id","item","theme_id")
);
--> statement-breakpoint
ALTER TABLE "theme_tally" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "finding_quote" ADD CONSTRAINT "finding_quote_network_id_finding_id_finding_network_id_id_fk" FOREIGN KEY ("network_id","finding_id") REFERENCES "public"."finding"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "text_reading" ADD CONSTRAINT "text_reading_network_id_round_id_round_network_id_id_fk" FOREIGN KEY ("network_id","round_id") REFERENCES "public"."round"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "text_theme" ADD CONSTRAINT "text_theme_reading" FOREIGN KEY ("network_id","round_id","item","text_id") REFERENCES "public"."text_reading"("network_id","round_id","item","text_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "text_theme" ADD CONSTRAINT "text_theme_theme" FOREIGN KEY ("network_id","theme_id") REFERENCES "public"."theme"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "theme_share" ADD CONSTRAINT "theme_share_network_id_round_id_round_network_id_id_fk" FOREIGN KEY ("network_id","round_id") REFERENCES "public"."round"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "theme_tally" ADD CONSTRAINT "theme_tally_network_id_round_id_round_network_id_id_fk" FOREIGN KEY ("network_id","round_id") REFERENCES "public"."round"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "finding_quote_once" ON "finding_quote" USING btree ("network_id","finding_id","sha256");--> statement-breakpoint
CREATE INDEX "text_theme_of" ON "text_theme" USING btree ("network_id","theme_id");--> statement-breakpoint
CREATE UNIQUE INDEX "theme_name" ON "theme" USING btree ("network_id",coalesce(item, ''),lower(name));--> statement-breakpoint
CREATE POLICY "network_only" ON "finding_quote" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "text_reading" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "text_theme" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "theme" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "theme_share" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "theme_tally" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
-- Written by hand: what km_app may do with the tables above. Shares are only added to, and can be taken back.
ALTER TABLE "theme" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "text_reading" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "text_theme" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "theme_tally" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "theme_share" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "finding_quote" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("name", "description", "active") ON "theme" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("cleaned", "shared"), DELETE ON "text_reading" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "text_theme" TO "km_app";--> statement-breakpoint
GRANT SELECT ON "theme_tally" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("ended") ON "theme_share" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "finding_quote" TO "km_app";--> statement-breakpoint

-- What was read of a text goes with the text, and with the response that it stands in.
CREATE FUNCTION drop_readings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM text_reading t USING gone g
    WHERE t.network_id = g.network_id AND t.round_id = g.round_id AND t.text_id = g.id;
  RETURN NULL;
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION drop_readings() FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER response_readings AFTER DELETE ON response
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION drop_readings();--> statement-breakpoint
CREATE TRIGGER response_text_readings AFTER DELETE ON response_text
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION drop_readings();--> statement-breakpoint

-- As in 0013; of what was read only the counts per theme stay.
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
  INSERT INTO theme_tally (network_id, round_id, item, theme_id, texts)
    SELECT t.network_id, t.round_id, t.item, 0, count(*) FROM text_reading t
      WHERE t.network_id = the_network AND t.round_id = the_round GROUP BY t.network_id, t.round_id, t.item
    UNION ALL
    SELECT t.network_id, t.round_id, t.item, t.theme_id, count(*) FROM text_theme t
      WHERE t.network_id = the_network AND t.round_id = the_round
      GROUP BY t.network_id, t.round_id, t.item, t.theme_id
    ON CONFLICT DO NOTHING;
  DELETE FROM text_reading WHERE network_id = the_network AND round_id = the_round;
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
$$;

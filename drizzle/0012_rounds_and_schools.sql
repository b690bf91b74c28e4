CREATE TABLE "release_basis" (
	"network_id" integer NOT NULL,
	"round_id" integer NOT NULL,
	"number" smallint NOT NULL,
	"response_ids" uuid[] NOT NULL,
	CONSTRAINT "release_basis_network_id_round_id_number_pk" PRIMARY KEY("network_id","round_id","number")
);
--> statement-breakpoint
ALTER TABLE "release_basis" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "round_school" (
	"network_id" integer NOT NULL,
	"round_id" integer NOT NULL,
	"school_id" integer NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"comparison_group" text NOT NULL,
	"profile" jsonb NOT NULL,
	CONSTRAINT "round_school_network_id_round_id_school_id_pk" PRIMARY KEY("network_id","round_id","school_id")
);
--> statement-breakpoint
ALTER TABLE "round_school" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "round" ADD COLUMN "opened_on" date;--> statement-breakpoint
ALTER TABLE "round" ADD COLUMN "changed_since" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "round_school" ADD CONSTRAINT "round_school_network_id_round_id_round_network_id_id_fk" FOREIGN KEY ("network_id","round_id") REFERENCES "public"."round"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_school" ADD CONSTRAINT "round_school_network_id_school_id_school_network_id_id_fk" FOREIGN KEY ("network_id","school_id") REFERENCES "public"."school"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "network_only" ON "release_basis" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "round_school" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);
--> statement-breakpoint

-- Written by hand from here.
ALTER TABLE "round_school" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "release_basis" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("name", "type", "comparison_group", "profile"), DELETE ON "round_school" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "release_basis" TO "km_app";--> statement-breakpoint
GRANT UPDATE ("school_year", "period", "definition_id", "retrospective", "opened_on", "changed_since") ON "round" TO "km_app";--> statement-breakpoint

-- What was before: rounds that began are open, with their schools as they are known now.
DO $$
DECLARE
  one integer;
BEGIN
  FOR one IN SELECT id FROM network LOOP
    PERFORM set_config('km.network', one::text, true);
    UPDATE round SET opened_on = opens_on WHERE network_id = one AND opens_on <= current_date;
    INSERT INTO round_school (network_id, round_id, school_id, name, type, comparison_group, profile)
      SELECT DISTINCT i.network_id, i.round_id, i.school_id, s.name, s.type, s.comparison_group, s.profile
      FROM invitation i JOIN school s ON s.network_id = i.network_id AND s.id = i.school_id
      WHERE i.network_id = one AND i.state <> 'revoked';
    INSERT INTO release_basis (network_id, round_id, number, response_ids)
      SELECT l.network_id, l.round_id, l.number,
        ARRAY(SELECT r.id FROM response r WHERE r.network_id = one AND r.round_id = l.round_id ORDER BY r.id)
      FROM release l JOIN round o ON o.network_id = l.network_id AND o.id = l.round_id
      WHERE l.network_id = one AND o.key IS NOT NULL;
  END LOOP;
  PERFORM set_config('km.network', '', true);
END
$$;--> statement-breakpoint

-- From its opening on, a round keeps its schools as they were that day; one may still join.
CREATE FUNCTION keep_round_school() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM round
    WHERE network_id = OLD.network_id AND id = OLD.round_id AND opened_on IS NOT NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'round % of network % has opened: its schools stay as they were', OLD.round_id, OLD.network_id;
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;--> statement-breakpoint
CREATE TRIGGER "keep_round_school" BEFORE UPDATE OR DELETE ON "round_school"
  FOR EACH ROW EXECUTE FUNCTION keep_round_school();--> statement-breakpoint

-- Removes a round that never opened, with all that was prepared for it; answers there are none.
CREATE FUNCTION remove_planned_round(the_network integer, the_round integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM round
    WHERE network_id = the_network AND id = the_round AND opened_on IS NULL AND released_at IS NULL
    FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM 1 FROM response WHERE network_id = the_network AND round_id = the_round;
  IF FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM draft USING invitation i
    WHERE draft.network_id = the_network AND i.network_id = the_network
      AND i.round_id = the_round AND draft.invitation_id = i.id;
  DELETE FROM mail WHERE network_id = the_network AND round_id = the_round;
  DELETE FROM class_ticket WHERE network_id = the_network AND round_id = the_round;
  DELETE FROM class_code WHERE network_id = the_network AND round_id = the_round;
  DELETE FROM earlier_link USING invitation i
    WHERE earlier_link.network_id = the_network AND i.network_id = the_network
      AND i.round_id = the_round AND earlier_link.invitation_id = i.id;
  DELETE FROM invitation WHERE network_id = the_network AND round_id = the_round;
  DELETE FROM round_school WHERE network_id = the_network AND round_id = the_round;
  DELETE FROM round WHERE network_id = the_network AND id = the_round;
  RETURN true;
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION remove_planned_round(integer, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION remove_planned_round(integer, integer) TO "km_app";

-- Written by hand. The server works as km_app, which owns nothing and cannot bypass row-level security.
-- The owner is bound to one network as well: row-level security is forced.
ALTER TABLE "school" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "role_history" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "round" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invitation" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "draft" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "response" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "response_text" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tally" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "release" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "finding" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "action" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit" FORCE ROW LEVEL SECURITY;--> statement-breakpoint

-- Least rights. Definitions, responses, releases and the audit trail can only be added to.
REVOKE ALL ON SCHEMA "public" FROM PUBLIC;--> statement-breakpoint
GRANT USAGE ON SCHEMA "public", "auth" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("name") ON "network" TO "km_app";--> statement-breakpoint
GRANT SELECT ON "definition" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("name", "type", "left_on") ON "school" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("held_until") ON "role_history" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("opens_on", "closes_on", "released_at") ON "round" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("state", "token_hash", "expires_on") ON "invitation" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "draft" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "response" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "response_text" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "tally" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "release" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("title", "description", "kind", "status") ON "finding" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("title", "owner_role", "measure_instrument", "measure_item", "measure_unit", "start_value", "target_value", "target_year", "due_on", "status") ON "action" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT ON "audit" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."user", "auth"."session", "auth"."account", "auth"."verification", "auth"."membership" TO "km_app";--> statement-breakpoint

-- Adds to a tally in place; slots count from 0, as in the definition's layout.
CREATE FUNCTION tally_add(counts integer[], slots integer[], adds integer[]) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  result integer[] := counts;
BEGIN
  FOR i IN 1 .. coalesce(array_length(slots, 1), 0) LOOP
    result[slots[i] + 1] := result[slots[i] + 1] + adds[i];
  END LOOP;
  RETURN result;
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION tally_add(integer[], integer[], integer[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION tally_add(integer[], integer[], integer[]) TO "km_app";--> statement-breakpoint

-- What release does to rows that km_app may only add. Works on a released round only: drafts go; for
-- levels A and V the round's key and the keys made with it go too, and the rows are written again in
-- random order with new ids. Runs as the owner, still within the network of the transaction.
CREATE FUNCTION seal_round(the_network integer, the_round integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  anonymity text;
BEGIN
  SELECT d.facts ->> 'anonymityLevel' INTO anonymity
    FROM round r JOIN definition d ON d.id = r.definition_id
    WHERE r.network_id = the_network AND r.id = the_round AND r.released_at IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'round % of network % is not released', the_round, the_network;
  END IF;
  DELETE FROM draft USING invitation i
    WHERE draft.network_id = the_network AND i.network_id = the_network
      AND i.round_id = the_round AND draft.invitation_id = i.id;
  IF anonymity IS NULL OR anonymity NOT IN ('A', 'V') THEN
    RETURN;
  END IF;
  UPDATE round SET key = NULL WHERE network_id = the_network AND id = the_round;
  WITH gone AS (
    DELETE FROM response WHERE network_id = the_network AND round_id = the_round RETURNING *
  )
  INSERT INTO response (network_id, round_id, id, definition_id, school_id, answers, submitted_on)
    SELECT network_id, round_id, gen_random_uuid(), definition_id, school_id, answers, submitted_on
    FROM gone ORDER BY random();
  WITH gone AS (
    DELETE FROM response_text WHERE network_id = the_network AND round_id = the_round RETURNING *
  )
  INSERT INTO response_text (network_id, round_id, id, item, text)
    SELECT network_id, round_id, gen_random_uuid(), item, text
    FROM gone ORDER BY random();
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION seal_round(integer, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION seal_round(integer, integer) TO "km_app";

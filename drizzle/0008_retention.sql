CREATE TABLE "retention_log" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "retention_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"rule" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"counts" jsonb NOT NULL,
	CONSTRAINT "retention_log_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "retention_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tally_seal" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "tally_seal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"round_id" integer NOT NULL,
	"sealed_on" date NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "tally_seal_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "tally_seal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tally_seal" ADD CONSTRAINT "tally_seal_network_id_round_id_round_network_id_id_fk" FOREIGN KEY ("network_id","round_id") REFERENCES "public"."round"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "network_only" ON "retention_log" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "tally_seal" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
-- Written by hand: what km_app may do with the tables above, and deleting what is past its time. The limits
-- stand in the functions: km_app can ask, but cannot delete a day earlier.
ALTER TABLE "retention_log" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tally_seal" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT ON "retention_log", "tally_seal" TO "km_app";--> statement-breakpoint

-- Only within the network that was entered, and not with a day that is still to come.
CREATE FUNCTION check_retention(the_network integer, today date) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF the_network IS DISTINCT FROM nullif(current_setting('km.network', true), '')::int THEN
    RAISE EXCEPTION 'network % was not entered', the_network;
  END IF;
  IF today > current_date + 1 THEN
    RAISE EXCEPTION '% is still to come', today;
  END IF;
END
$$;--> statement-breakpoint

-- 2026 for any day of school year 2026-2027, which begins on the first of August.
CREATE FUNCTION school_year_of(today date) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
  SELECT extract(year FROM today - interval '7 months')::int
$$;--> statement-breakpoint

-- Three months after closing: addresses and the day on which a link was opened.
CREATE FUNCTION forget_addresses(the_network integer, today date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n integer;
BEGIN
  PERFORM check_retention(the_network, today);
  UPDATE invitation i SET email = NULL, opened_on = NULL FROM round r
    WHERE i.network_id = the_network AND r.network_id = the_network AND r.id = i.round_id
      AND r.closes_on + interval '3 months' < today AND (i.email IS NOT NULL OR i.opened_on IS NOT NULL);
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END
$$;--> statement-breakpoint

-- Three months after closing, or after a mail of no round was made.
CREATE FUNCTION forget_mail(the_network integer, today date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n integer;
BEGIN
  PERFORM check_retention(the_network, today);
  DELETE FROM mail m
    WHERE m.network_id = the_network AND today >
      coalesce((SELECT r.closes_on FROM round r WHERE r.network_id = the_network AND r.id = m.round_id),
        (m.created_at AT TIME ZONE 'Europe/Amsterdam')::date) + interval '3 months';
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END
$$;--> statement-breakpoint

-- Three months after closing: one-time codes of a class and what they were exchanged for.
CREATE FUNCTION forget_class_codes(the_network integer, today date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  codes integer;
  tickets integer;
BEGIN
  PERFORM check_retention(the_network, today);
  DELETE FROM class_code c USING round r
    WHERE c.network_id = the_network AND r.network_id = the_network AND r.id = c.round_id
      AND r.closes_on + interval '3 months' < today;
  GET DIAGNOSTICS codes = ROW_COUNT;
  DELETE FROM class_ticket t USING round r
    WHERE t.network_id = the_network AND r.network_id = the_network AND r.id = t.round_id
      AND r.closes_on + interval '3 months' < today;
  GET DIAGNOSTICS tickets = ROW_COUNT;
  RETURN codes + tickets;
END
$$;--> statement-breakpoint

-- Answers without what somebody wrote: the places given, and remarks beside a question.
CREATE FUNCTION without_texts(given jsonb, places jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = public, pg_temp AS $$
DECLARE
  place jsonb;
  key text;
BEGIN
  FOR place IN SELECT value FROM jsonb_array_elements(places) LOOP
    given := given #- ARRAY(SELECT jsonb_array_elements_text(place));
  END LOOP;
  FOR key IN SELECT jsonb_object_keys(given) LOOP
    IF key LIKE '%-Comment' THEN given := given - key; END IF;
  END LOOP;
  RETURN given;
END
$$;--> statement-breakpoint

-- One year after closing: what respondents of this round wrote. Returns texts apart, and answers changed.
CREATE FUNCTION forget_texts(the_network integer, the_round integer, places jsonb, today date)
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
  UPDATE response SET answers = without_texts(answers, places)
    WHERE network_id = the_network AND round_id = the_round
      AND answers IS DISTINCT FROM without_texts(answers, places);
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN NEXT;
END
$$;--> statement-breakpoint

-- Answers of a round that is too old: five school years, two for levels V and P, with this one in it. What
-- stood per school goes too; the tallies of the network stay.
CREATE FUNCTION forget_answers(the_network integer, the_round integer, today date)
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
  DELETE FROM response WHERE network_id = the_network AND round_id = the_round;
  GET DIAGNOSTICS responses = ROW_COUNT;
  DELETE FROM tally WHERE network_id = the_network AND round_id = the_round AND school_id > 0;
  GET DIAGNOSTICS school_tallies = ROW_COUNT;
  RETURN NEXT;
END
$$;--> statement-breakpoint

-- One year: who did what.
CREATE FUNCTION forget_audit(the_network integer, today date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n integer;
BEGIN
  PERFORM check_retention(the_network, today);
  DELETE FROM audit WHERE network_id = the_network
    AND (at AT TIME ZONE 'Europe/Amsterdam')::date + interval '1 year' < today;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END
$$;--> statement-breakpoint

REVOKE ALL ON FUNCTION check_retention(integer, date), school_year_of(date),
  without_texts(jsonb, jsonb), forget_addresses(integer, date), forget_mail(integer, date),
  forget_class_codes(integer, date), forget_texts(integer, integer, jsonb, date),
  forget_answers(integer, integer, date), forget_audit(integer, date) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION forget_addresses(integer, date), forget_mail(integer, date),
  forget_class_codes(integer, date), forget_texts(integer, integer, jsonb, date),
  forget_answers(integer, integer, date), forget_audit(integer, date) TO "km_app";
--> statement-breakpoint

-- Everything about one account in this network: its roles (their dates stay), mail and invitations to its
-- address; in what stays, the tombstone stands in its place. The account itself goes when no other network
-- has it. Returns true when it went.
CREATE FUNCTION erase_account(the_network integer, the_account text, tombstone text, today date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  address text;
BEGIN
  IF the_network IS DISTINCT FROM nullif(current_setting('km.network', true), '')::int THEN
    RAISE EXCEPTION 'network % was not entered', the_network;
  END IF;
  IF tombstone !~ '^gone-[0-9a-f-]{36}$' THEN
    RAISE EXCEPTION 'a tombstone says nothing about anybody';
  END IF;
  SELECT lower(u.email) INTO address FROM auth."user" u WHERE u.id = the_account FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no such account';
  END IF;
  IF NOT EXISTS (SELECT FROM auth.membership m WHERE m.network_id = the_network AND m.user_id = the_account)
    AND NOT EXISTS (SELECT FROM auth.holding h WHERE h.network_id = the_network AND h.user_id = the_account)
    AND EXISTS (SELECT FROM auth.membership m WHERE m.user_id = the_account) THEN
    RAISE EXCEPTION 'the account is of another network';
  END IF;
  INSERT INTO role_history (network_id, school_id, role, held_from, held_until)
    SELECT h.network_id, h.school_id, h.role, h.held_from, coalesce(h.held_until, today)
    FROM auth.holding h
    WHERE h.network_id = the_network AND h.user_id = the_account AND NOT EXISTS (
      SELECT FROM role_history r WHERE r.network_id = the_network AND r.school_id = h.school_id
        AND r.role = h.role AND r.held_from = h.held_from);
  DELETE FROM auth.holding h WHERE h.network_id = the_network AND h.user_id = the_account;
  DELETE FROM auth.membership m WHERE m.network_id = the_network AND m.user_id = the_account;
  UPDATE audit SET account_id = CASE account_id WHEN the_account THEN tombstone ELSE account_id END,
      subject = replace(subject, the_account, tombstone),
      details = replace(details::text, the_account, tombstone)::jsonb
    WHERE network_id = the_network AND (account_id = the_account
      OR strpos(subject, the_account) > 0 OR strpos(details::text, the_account) > 0);
  UPDATE finding SET created_by = tombstone WHERE network_id = the_network AND created_by = the_account;
  UPDATE auth.account_invite SET invited_by = tombstone
    WHERE network_id = the_network AND invited_by = the_account;
  DELETE FROM auth.account_invite WHERE network_id = the_network AND lower(email) = address;
  DELETE FROM mail WHERE network_id = the_network AND lower(recipient) = address;
  UPDATE invitation SET email = NULL WHERE network_id = the_network AND lower(email) = address;
  IF EXISTS (SELECT FROM auth.membership m WHERE m.user_id = the_account) THEN
    RETURN false;
  END IF;
  DELETE FROM auth.verification v
    WHERE strpos(lower(v.identifier), address) > 0 OR strpos(v.value, the_account) > 0
      OR strpos(lower(v.value), address) > 0;
  DELETE FROM auth."user" u WHERE u.id = the_account;
  RETURN true;
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_account(integer, text, text, date) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_account(integer, text, text, date) TO "km_app";--> statement-breakpoint

-- Three months after it was accepted, taken back or expired: an invitation to a colleague.
CREATE FUNCTION forget_account_invites(the_network integer, today date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n integer;
BEGIN
  PERFORM check_retention(the_network, today);
  DELETE FROM auth.account_invite WHERE network_id = the_network
    AND least(accepted_at, revoked_at, expires_at)::date + interval '3 months' < today;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION forget_account_invites(integer, date) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION forget_account_invites(integer, date) TO "km_app";

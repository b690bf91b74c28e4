CREATE TABLE "auth"."attempt" (
	"key" text PRIMARY KEY NOT NULL,
	"left" double precision NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"allowed" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."used_code" (
	"user_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "used_code_user_id_code_hash_pk" PRIMARY KEY("user_id","code_hash")
);
--> statement-breakpoint
ALTER TABLE "auth"."used_code" ADD CONSTRAINT "used_code_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."attempt", "auth"."used_code" TO "km_app";--> statement-breakpoint
-- Written by hand: erasing closes what the history of roles still holds open.
CREATE OR REPLACE FUNCTION erase_account(the_network integer, the_account text, tombstone text, today date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  address text;
  held record;
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
  INSERT INTO role_history (network_id, school_id, role, held_from, held_until)
    SELECT h.network_id, h.school_id, h.role, h.held_from, coalesce(h.held_until, today)
    FROM auth.holding h
    WHERE h.network_id = the_network AND h.user_id = the_account AND NOT EXISTS (
      SELECT FROM role_history r WHERE r.network_id = the_network AND r.school_id = h.school_id
        AND r.role = h.role AND r.held_from = h.held_from);
  FOR held IN
    SELECT h.school_id, h.role, h.held_from FROM auth.holding h
      WHERE h.network_id = the_network AND h.user_id = the_account AND h.held_until IS NULL
    UNION ALL
    SELECT NULL, m.role, m.held_from FROM auth.membership m
      WHERE m.network_id = the_network AND m.user_id = the_account
  LOOP
    -- Another may hold the same since the same day: one row for each.
    UPDATE role_history SET held_until = greatest(today, held.held_from)
      WHERE network_id = the_network AND id = (
        SELECT min(r.id) FROM role_history r WHERE r.network_id = the_network AND r.role = held.role
          AND r.school_id IS NOT DISTINCT FROM held.school_id AND r.held_from = held.held_from
          AND r.held_until IS NULL);
  END LOOP;
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
$$;

-- Written by hand. As in 0016, and for level P too: of it only a line that somebody chose to share is here.
CREATE OR REPLACE FUNCTION seal_round(the_network integer, the_round integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  anonymity text;
  closing date;
BEGIN
  SELECT d.facts ->> 'anonymityLevel', r.closes_on INTO anonymity, closing
    FROM round r JOIN definition d ON d.id = r.definition_id
    WHERE r.network_id = the_network AND r.id = the_round AND r.released_at IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'round % of network % is not released', the_round, the_network;
  END IF;
  DELETE FROM draft USING invitation i
    WHERE draft.network_id = the_network AND i.network_id = the_network
      AND i.round_id = the_round AND draft.invitation_id = i.id;
  IF anonymity IS NULL OR anonymity NOT IN ('A', 'V', 'P') THEN
    RETURN;
  END IF;
  UPDATE round SET key = NULL WHERE network_id = the_network AND id = the_round;
  DELETE FROM class_ticket WHERE network_id = the_network AND round_id = the_round;
  UPDATE class_code SET used_on = closing
    WHERE network_id = the_network AND round_id = the_round AND used_on IS NOT NULL;
  UPDATE invitation SET opened_on = NULL
    WHERE network_id = the_network AND round_id = the_round AND state = 'done';
  UPDATE tally SET counts = counts WHERE network_id = the_network AND round_id = the_round;
  WITH gone AS (
    DELETE FROM response WHERE network_id = the_network AND round_id = the_round RETURNING *
  )
  INSERT INTO response (network_id, round_id, id, definition_id, school_id, answers, submitted_on)
    SELECT network_id, round_id, gen_random_uuid(), definition_id, 0, answers, closing
    FROM gone ORDER BY random();
  WITH gone AS (
    DELETE FROM response_text WHERE network_id = the_network AND round_id = the_round RETURNING *
  )
  INSERT INTO response_text (network_id, round_id, id, item, text)
    SELECT network_id, round_id, gen_random_uuid(), item, text
    FROM gone ORDER BY random();
END
$$;

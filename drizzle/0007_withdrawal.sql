-- Written by hand. Takes one response back with its texts, which km_app itself may not delete. Only within
-- the network that was entered, and only as long as its round is not released: the key is still there.
CREATE FUNCTION withdraw_response(the_network integer, the_round integer, the_key bytea)
RETURNS TABLE (definition integer, given jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF the_network IS DISTINCT FROM nullif(current_setting('km.network', true), '')::int THEN
    RAISE EXCEPTION 'network % was not entered', the_network;
  END IF;
  PERFORM 1 FROM round
    WHERE network_id = the_network AND id = the_round AND released_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'round % of network % is not open to withdrawal', the_round, the_network;
  END IF;
  DELETE FROM response_text
    WHERE network_id = the_network AND round_id = the_round AND submission_key = the_key;
  RETURN QUERY DELETE FROM response
    WHERE network_id = the_network AND round_id = the_round AND submission_key = the_key
    RETURNING definition_id, answers;
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION withdraw_response(integer, integer, bytea) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION withdraw_response(integer, integer, bytea) TO "km_app";

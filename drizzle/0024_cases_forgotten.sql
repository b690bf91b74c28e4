-- Written by hand. Level K: half a year after the follow-up of a placement ended, or once its placement is gone,
-- what was recorded about that pupil goes: answers, drafts and the record itself. The limit stands here.
-- Returns what was deleted, so that the tallies count it no more.
CREATE FUNCTION forget_cases(the_network integer, today date)
RETURNS TABLE (its_round integer, its_definition integer, its_school integer, given jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  past integer[];
BEGIN
  PERFORM check_retention(the_network, today);
  past := ARRAY(
    SELECT v.id FROM visit v
    WHERE v.network_id = the_network AND v.case_number <> '' AND NOT EXISTS (
      SELECT 1 FROM register_entry e
      WHERE e.network_id = the_network AND e.kind = 'placement' AND e.values ->> 'caseNumber' = v.case_number
        AND (e.ends_on IS NULL OR e.ends_on + interval '6 months' >= today)
    )
  );
  DELETE FROM draft d USING visit v
    WHERE d.network_id = the_network AND v.network_id = the_network AND v.id = ANY (past)
      AND d.invitation_id = v.invitation_id;
  UPDATE invitation i SET state = 'revoked', opened_on = NULL, email = NULL FROM visit v
    WHERE i.network_id = the_network AND v.network_id = the_network AND v.id = ANY (past)
      AND i.id = v.invitation_id;
  RETURN QUERY DELETE FROM response r USING visit v
    WHERE r.network_id = the_network AND v.network_id = the_network AND v.id = ANY (past)
      AND r.round_id = v.round_id AND r.id = v.response_id
    RETURNING r.round_id, r.definition_id, r.school_id, r.answers;
  DELETE FROM visit WHERE network_id = the_network AND id = ANY (past);
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION forget_cases(integer, date) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION forget_cases(integer, date) TO "km_app";

-- What a submission asks of the database, each in one call: one round trip and a transaction of its own.
-- Both run with the rights of who calls them and enter the network first, so that row-level security holds.
-- Everything is looked up by key. Tables that grow fast have no statistics at first, and a plan that was
-- made when they were small would read them whole: only index look-ups are left to choose from.
CREATE AGGREGATE tally_sum(bit varying[]) (SFUNC = tally_add, STYPE = bit varying[]);--> statement-breakpoint
REVOKE ALL ON FUNCTION tally_sum(bit varying[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION tally_sum(bit varying[]) TO "km_app";--> statement-breakpoint

CREATE FUNCTION find_links(the_network integer, hashes bytea[])
RETURNS TABLE (its_invitation invitation, its_round round, its_draft draft)
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_material = off
AS $$
BEGIN
  PERFORM set_config('km.network', the_network::text, true);
  RETURN QUERY
    SELECT i, r, d
    FROM invitation i
    JOIN round r ON r.network_id = i.network_id AND r.id = i.round_id
    LEFT JOIN draft d ON d.network_id = i.network_id AND d.invitation_id = i.id
    WHERE i.network_id = the_network AND i.token_hash = ANY (hashes) AND i.state <> 'revoked';
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION find_links(integer, bytea[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION find_links(integer, bytea[]) TO "km_app";--> statement-breakpoint

-- Stores submissions of which no two have the same key, the same personal invitation or the same ticket. The
-- lists have one element per submission; `invitations` holds 0 for an open link, `schools` for no school,
-- `tickets` nothing where none is asked; `answers` holds a line of JSON for each, `texts` a list of
-- {n, id, item, text} in which n counts from 1.
-- Returns what became of each, in order. Locks come first: what is read after them stays true.
CREATE FUNCTION store_submissions(
  the_network integer, rounds integer[], definitions integer[], schools integer[], invitations integer[],
  keys bytea[], bodies bytea[], ids uuid[], days date[], planes bit varying[], repeats_only boolean[],
  tickets bytea[], answers text, texts json
) RETURNS SETOF text
LANGUAGE plpgsql
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_material = off
AS $$
DECLARE
  outcomes text[];
  used integer[];
BEGIN
  PERFORM set_config('km.network', the_network::text, true);
  PERFORM 1 FROM round WHERE network_id = the_network AND id = ANY (rounds) ORDER BY id FOR SHARE;
  PERFORM 1 FROM invitation WHERE network_id = the_network AND id = ANY (invitations) ORDER BY id FOR UPDATE;
  PERFORM 1 FROM class_ticket
    WHERE network_id = the_network AND round_id = ANY (rounds) AND ticket_hash = ANY (tickets)
    ORDER BY ticket_hash FOR UPDATE;
  outcomes := ARRAY(
    SELECT CASE
      WHEN known.body_key = e.body THEN 'repeated'
      WHEN known.body_key IS NOT NULL THEN 'conflict'
      WHEN e.invitation <> 0 AND coalesce(i.state, '') NOT IN ('invited', 'started') THEN 'already_sent'
      WHEN e.repeat_only OR r.id IS NULL OR r.released_at IS NOT NULL THEN 'round_closed'
      WHEN e.ticket <> '' AND t.ticket_hash IS NULL THEN 'no_ticket'
      ELSE 'stored'
    END
    FROM unnest(rounds, invitations, keys, bodies, repeats_only, tickets) WITH ORDINALITY
      AS e (round, invitation, key, body, repeat_only, ticket, n)
    LEFT JOIN response known ON known.network_id = the_network AND known.submission_key = e.key
    LEFT JOIN round r ON r.network_id = the_network AND r.id = e.round
    LEFT JOIN invitation i ON i.network_id = the_network AND i.id = e.invitation
    LEFT JOIN class_ticket t
      ON t.network_id = the_network AND t.round_id = e.round AND t.ticket_hash = e.ticket AND e.ticket <> ''
    ORDER BY e.n
  );
  IF 'stored' = ANY (outcomes) THEN
    -- In the order of the keys, as every call does, so that calls with the same keys do not deadlock.
    INSERT INTO response
      (network_id, round_id, id, definition_id, school_id, submission_key, body_key, answers, submitted_on)
      SELECT the_network, e.round, e.id, e.definition, e.school, e.key, e.body, e.answers::jsonb, e.day
      FROM unnest(rounds, ids, definitions, schools, keys, bodies, string_to_array(answers, E'\n'), days, outcomes)
        AS e (round, id, definition, school, key, body, answers, day, outcome)
      WHERE e.outcome = 'stored' ORDER BY e.key;
    IF texts IS NOT NULL THEN
      INSERT INTO response_text (network_id, round_id, id, submission_key, item, text)
        SELECT the_network, rounds[t.n], t.id, keys[t.n], t.item, t.text
        FROM json_to_recordset(texts) AS t (n integer, id uuid, item text, text text)
        WHERE outcomes[t.n] = 'stored';
    END IF;
    used := ARRAY(
      SELECT e.invitation FROM unnest(invitations, outcomes) AS e (invitation, outcome)
      WHERE e.invitation <> 0 AND e.outcome = 'stored'
    );
    UPDATE invitation SET state = 'done', opened_on = NULL WHERE network_id = the_network AND id = ANY (used);
    DELETE FROM draft WHERE network_id = the_network AND invitation_id = ANY (used);
    -- Used up: nothing about a ticket stands with the answers.
    DELETE FROM class_ticket c
      USING unnest(rounds, tickets, outcomes) AS e (round, ticket, outcome)
      WHERE c.network_id = the_network AND c.round_id = e.round AND c.ticket_hash = e.ticket
        AND e.outcome = 'stored';
    -- Schools in the order of their ids, so that nothing deadlocks; the network's rows last, because all
    -- calls of a round wait for them.
    INSERT INTO tally (network_id, round_id, school_id, definition_id, responses, counts)
      SELECT the_network, e.round, s.school, e.definition, count(*), tally_sum(ARRAY[e.plane])
      FROM unnest(rounds, definitions, schools, planes, outcomes) AS e (round, definition, school, plane, outcome)
      CROSS JOIN unnest(CASE e.school WHEN 0 THEN ARRAY[0] ELSE ARRAY[e.school, 0] END) AS s (school)
      WHERE e.outcome = 'stored'
      GROUP BY e.round, e.definition, s.school
      ORDER BY s.school = 0, e.round, e.definition, s.school
      ON CONFLICT (network_id, round_id, school_id, definition_id) DO UPDATE
      SET responses = tally.responses + excluded.responses, counts = tally_add(tally.counts, excluded.counts);
  END IF;
  RETURN QUERY SELECT unnest(outcomes);
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION store_submissions(integer, integer[], integer[], integer[], integer[], bytea[], bytea[], uuid[], date[], bit varying[], boolean[], bytea[], text, json) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION store_submissions(integer, integer[], integer[], integer[], integer[], bytea[], bytea[], uuid[], date[], bit varying[], boolean[], bytea[], text, json) TO "km_app";

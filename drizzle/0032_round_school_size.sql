ALTER TABLE "round_school" ADD COLUMN "size_band" text;--> statement-breakpoint

-- Written by hand from here. After its opening a round learns one thing of its schools, once: how large they were.
GRANT UPDATE ("size_band") ON "round_school" TO "km_app";--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_round_school() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.size_band IS NULL
    AND to_jsonb(NEW) - 'size_band' = to_jsonb(OLD) - 'size_band' THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM round
    WHERE network_id = OLD.network_id AND id = OLD.round_id AND opened_on IS NOT NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'round % of network % has opened: its schools stay as they were', OLD.round_id, OLD.network_id;
  END IF;
  RETURN coalesce(NEW, OLD);
END
$$;--> statement-breakpoint

-- What was released before knows no size: what it showed is not divided afterwards.
DO $$
DECLARE
  one integer;
BEGIN
  FOR one IN SELECT id FROM network LOOP
    PERFORM set_config('km.network', one::text, true);
    UPDATE round_school p SET size_band = ''
      FROM round r
      WHERE p.network_id = one AND r.network_id = one AND r.id = p.round_id AND r.released_at IS NOT NULL;
  END LOOP;
  PERFORM set_config('km.network', '', true);
END
$$;

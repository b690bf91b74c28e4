-- Counts become bit planes: plane k holds bit k of every count. A tally of one response is 974 bits for a
-- KM-NT2 instead of 3,896 bytes. What was counted stays.
CREATE FUNCTION tally_planes(counts integer[]) RETURNS bit varying[] LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT array_agg(plane ORDER BY k) FROM (
    SELECT k, string_agg(((count >> k) & 1)::text, '' ORDER BY slot)::bit varying AS plane
    FROM unnest(counts) WITH ORDINALITY AS c (count, slot), generate_series(0, 30) AS k
    WHERE k = 0 OR (SELECT max(each) FROM unnest(counts) AS each) >> k > 0
    GROUP BY k
  ) AS planes
$$;--> statement-breakpoint
ALTER TABLE "tally" ALTER COLUMN "counts" SET DATA TYPE bit varying[] USING tally_planes("counts");--> statement-breakpoint
DROP FUNCTION tally_planes(integer[]);--> statement-breakpoint
DROP FUNCTION tally_add(integer[], integer[], integer[]);--> statement-breakpoint
-- Adds two tallies as on paper, one plane at a time for all slots at once.
CREATE FUNCTION tally_add(a bit varying[], b bit varying[]) RETURNS bit varying[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  result bit varying[] := a;
  zero CONSTANT bit varying := a[1] # a[1];
  carry bit varying := zero;
  x bit varying;
  y bit varying;
BEGIN
  FOR k IN 1 .. 31 LOOP
    EXIT WHEN k > cardinality(b) AND carry = zero;
    x := coalesce(a[k], zero);
    y := coalesce(b[k], zero);
    result[k] := x # y # carry;
    carry := (x & y) | (carry & (x # y));
  END LOOP;
  RETURN result;
END
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION tally_add(bit varying[], bit varying[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION tally_add(bit varying[], bit varying[]) TO "km_app";

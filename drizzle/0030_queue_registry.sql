-- Written by hand. The queue tidies up its register of programs every minute; ours stands in none. Without
-- this right it said so in the log each time.
GRANT SELECT, UPDATE, DELETE ON queue.instance TO "km_app";

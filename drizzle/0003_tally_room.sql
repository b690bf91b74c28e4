-- A tally is updated again and again: room on its page keeps the new version beside the old one.
ALTER TABLE "tally" SET (fillfactor = 50);

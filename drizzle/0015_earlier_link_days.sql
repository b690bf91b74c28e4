ALTER TABLE "earlier_link" ADD COLUMN "expires_on" date;--> statement-breakpoint
-- Written by hand: who takes a ticket holds it until the answer is stored.
GRANT UPDATE ("ticket_hash") ON "class_ticket" TO "km_app";

ALTER TABLE "auth"."user" ADD COLUMN "weekly_mail" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "round" ADD COLUMN "announce_on" date;--> statement-breakpoint
GRANT UPDATE ("announce_on") ON "round" TO "km_app";

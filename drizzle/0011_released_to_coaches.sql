ALTER TABLE "release" ADD COLUMN "shared_with_coaches" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Written by hand. What a release shows is never changed; only who else may look.
GRANT UPDATE ("shared_with_coaches") ON "release" TO "km_app";

ALTER TABLE "role_history" ALTER COLUMN "school_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."membership" ADD COLUMN "held_from" date DEFAULT CURRENT_DATE NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "started_with" text;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "second_factor_at" timestamp with time zone;
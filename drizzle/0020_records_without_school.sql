ALTER TABLE "visit" ALTER COLUMN "school_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "case_number" text DEFAULT '' NOT NULL;
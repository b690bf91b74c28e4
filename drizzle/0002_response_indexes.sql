ALTER TABLE "response" DROP CONSTRAINT "response_once";--> statement-breakpoint
DROP INDEX "response_school";--> statement-breakpoint
CREATE INDEX "response_school" ON "response" USING btree ("network_id","school_id","round_id") WHERE school_id > 0;--> statement-breakpoint
ALTER TABLE "response" ADD CONSTRAINT "response_once" UNIQUE("network_id","submission_key");
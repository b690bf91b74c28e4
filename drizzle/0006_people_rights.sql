-- Written by hand: what km_app may do with the tables of 0005.
ALTER TABLE "mail" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "class_code" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "class_ticket" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "mail" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ("used_on"), DELETE ON "class_code" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON "class_ticket" TO "km_app";--> statement-breakpoint
GRANT UPDATE ("joined_on", "contact_function", "comparison_group", "profile", "merged_into") ON "school" TO "km_app";--> statement-breakpoint
GRANT UPDATE ("source", "remind_on", "reopen_reason") ON "round" TO "km_app";--> statement-breakpoint
GRANT UPDATE ("recipient_role", "email", "opened_on", "school_id") ON "invitation" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "auth"."two_factor", "auth"."holding", "auth"."account_invite" TO "km_app";

CREATE TABLE "attendance" (
	"network_id" integer NOT NULL,
	"entry_id" integer NOT NULL,
	"school_id" integer NOT NULL,
	CONSTRAINT "attendance_network_id_entry_id_school_id_pk" PRIMARY KEY("network_id","entry_id","school_id")
);
--> statement-breakpoint
ALTER TABLE "attendance" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calendar_address" (
	"network_id" integer NOT NULL,
	"account_id" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"made_on" date NOT NULL,
	CONSTRAINT "calendar_address_network_id_account_id_role_pk" PRIMARY KEY("network_id","account_id","role"),
	CONSTRAINT "calendar_address_token" UNIQUE("network_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "calendar_address" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "register_choice" (
	"network_id" integer PRIMARY KEY NOT NULL,
	"first_round_by" text DEFAULT '01-31' NOT NULL,
	"second_round_by" text DEFAULT '05-15' NOT NULL,
	"follow_up_since" date,
	"dpia_on" date,
	"decided_by" text DEFAULT '' NOT NULL,
	CONSTRAINT "register_follow_up_decided" CHECK (follow_up_since is null or (dpia_on is not null and decided_by <> ''))
);
--> statement-breakpoint
ALTER TABLE "register_choice" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "register_entry" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "register_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"school_year" text NOT NULL,
	"school_id" integer,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"state" text NOT NULL,
	"values" jsonb NOT NULL,
	CONSTRAINT "register_entry_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "register_placement_school" CHECK (kind <> 'placement' or school_id is not null),
	CONSTRAINT "register_days" CHECK (ends_on is null or ends_on >= starts_on)
);
--> statement-breakpoint
ALTER TABLE "register_entry" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_network_id_entry_id_register_entry_network_id_id_fk" FOREIGN KEY ("network_id","entry_id") REFERENCES "public"."register_entry"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_network_id_school_id_school_network_id_id_fk" FOREIGN KEY ("network_id","school_id") REFERENCES "public"."school"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_address" ADD CONSTRAINT "calendar_address_account_id_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_network_id_school_id_school_network_id_id_fk" FOREIGN KEY ("network_id","school_id") REFERENCES "public"."school"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "register_entry_year" ON "register_entry" USING btree ("network_id","school_year","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "register_activity_once" ON "register_entry" USING btree ("network_id","school_year",(values ->> 'activity')) WHERE kind = 'activity';--> statement-breakpoint
CREATE POLICY "network_only" ON "attendance" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "calendar_address" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "register_choice" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "register_entry" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
-- Written by hand: what km_app may do with the tables above.
ALTER TABLE "register_entry" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "attendance" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "register_choice" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calendar_address" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "register_entry", "attendance", "calendar_address" TO "km_app";--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "register_choice" TO "km_app";

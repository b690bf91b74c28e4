CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE TABLE "auth"."account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "action" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "action_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"finding_id" integer NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	"owner_role" text NOT NULL,
	"measure_instrument" text NOT NULL,
	"measure_item" text NOT NULL,
	"measure_unit" text NOT NULL,
	"start_value" integer NOT NULL,
	"target_value" integer NOT NULL,
	"target_year" text NOT NULL,
	"due_on" date NOT NULL,
	"status" text DEFAULT 'proposed' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "action_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "action_code" UNIQUE("network_id","code")
);
--> statement-breakpoint
ALTER TABLE "action" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"account_id" text NOT NULL,
	"role" text NOT NULL,
	"verb" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "audit_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "definition" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "definition_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"instrument" text NOT NULL,
	"major" smallint NOT NULL,
	"minor" smallint NOT NULL,
	"sha256" text NOT NULL,
	"json" jsonb NOT NULL,
	"facts" jsonb NOT NULL,
	"layout" jsonb NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "definition_version" UNIQUE("instrument","major","minor")
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"network_id" integer NOT NULL,
	"invitation_id" integer NOT NULL,
	"definition_id" integer NOT NULL,
	"answers" jsonb NOT NULL,
	"page" smallint NOT NULL,
	"revision" integer NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "draft_network_id_invitation_id_pk" PRIMARY KEY("network_id","invitation_id")
);
--> statement-breakpoint
ALTER TABLE "draft" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "finding" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "finding_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"school_year" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"expectation_codes" text[] NOT NULL,
	"evidence" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "finding_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "finding_code" UNIQUE("network_id","code")
);
--> statement-breakpoint
ALTER TABLE "finding" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitation" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "invitation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"round_id" integer NOT NULL,
	"school_id" integer,
	"kind" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"state" text DEFAULT 'invited' NOT NULL,
	"expires_on" date,
	CONSTRAINT "invitation_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "invitation_token" UNIQUE("network_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "invitation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "auth"."membership" (
	"network_id" integer NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "membership_network_id_user_id_role_pk" PRIMARY KEY("network_id","user_id","role")
);
--> statement-breakpoint
CREATE TABLE "network" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "network_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "release" (
	"network_id" integer NOT NULL,
	"round_id" integer NOT NULL,
	"number" smallint NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"responses" integer NOT NULL,
	"content" jsonb NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "release_network_id_round_id_number_pk" PRIMARY KEY("network_id","round_id","number")
);
--> statement-breakpoint
ALTER TABLE "release" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "response" (
	"network_id" integer NOT NULL,
	"round_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"definition_id" integer NOT NULL,
	"school_id" integer NOT NULL,
	"submission_key" "bytea",
	"body_key" "bytea",
	"answers" jsonb NOT NULL,
	"submitted_on" date NOT NULL,
	CONSTRAINT "response_network_id_round_id_id_pk" PRIMARY KEY("network_id","round_id","id"),
	CONSTRAINT "response_once" UNIQUE("network_id","round_id","submission_key")
);
--> statement-breakpoint
ALTER TABLE "response" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "response_text" (
	"network_id" integer NOT NULL,
	"round_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"submission_key" "bytea",
	"item" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "response_text_network_id_round_id_id_pk" PRIMARY KEY("network_id","round_id","id")
);
--> statement-breakpoint
ALTER TABLE "response_text" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "role_history" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "role_history_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"school_id" integer NOT NULL,
	"role" text NOT NULL,
	"held_from" date NOT NULL,
	"held_until" date,
	CONSTRAINT "role_history_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "role_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "round" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "round_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"instrument" text NOT NULL,
	"definition_id" integer NOT NULL,
	"school_year" text NOT NULL,
	"period" text DEFAULT '' NOT NULL,
	"opens_on" date NOT NULL,
	"closes_on" date NOT NULL,
	"retrospective" boolean DEFAULT false NOT NULL,
	"released_at" timestamp with time zone,
	"key" "bytea",
	CONSTRAINT "round_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "round_once" UNIQUE("network_id","instrument","school_year","period")
);
--> statement-breakpoint
ALTER TABLE "round" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "school" (
	"network_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "school_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"type" text NOT NULL,
	"joined_on" date NOT NULL,
	"left_on" date,
	CONSTRAINT "school_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "school_name" UNIQUE("network_id","name")
);
--> statement-breakpoint
ALTER TABLE "school" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "auth"."session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "tally" (
	"network_id" integer NOT NULL,
	"round_id" integer NOT NULL,
	"school_id" integer NOT NULL,
	"definition_id" integer NOT NULL,
	"responses" integer NOT NULL,
	"counts" integer[] NOT NULL,
	CONSTRAINT "tally_network_id_round_id_school_id_definition_id_pk" PRIMARY KEY("network_id","round_id","school_id","definition_id")
);
--> statement-breakpoint
ALTER TABLE "tally" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "auth"."user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "auth"."verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "auth"."account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action" ADD CONSTRAINT "action_network_id_finding_id_finding_network_id_id_fk" FOREIGN KEY ("network_id","finding_id") REFERENCES "public"."finding"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_network_id_invitation_id_invitation_network_id_id_fk" FOREIGN KEY ("network_id","invitation_id") REFERENCES "public"."invitation"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_network_id_round_id_round_network_id_id_fk" FOREIGN KEY ("network_id","round_id") REFERENCES "public"."round"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."membership" ADD CONSTRAINT "membership_network_id_network_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."network"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."membership" ADD CONSTRAINT "membership_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_history" ADD CONSTRAINT "role_history_network_id_school_id_school_network_id_id_fk" FOREIGN KEY ("network_id","school_id") REFERENCES "public"."school"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_definition_id_definition_id_fk" FOREIGN KEY ("definition_id") REFERENCES "public"."definition"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_user" ON "auth"."account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "invitation_round" ON "invitation" USING btree ("network_id","round_id");--> statement-breakpoint
CREATE INDEX "response_school" ON "response" USING btree ("network_id","round_id","school_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "auth"."session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "auth"."verification" USING btree ("identifier");--> statement-breakpoint
CREATE POLICY "network_only" ON "action" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "audit" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "draft" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "finding" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "invitation" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "release" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "response" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "response_text" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "role_history" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "round" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "school" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);--> statement-breakpoint
CREATE POLICY "network_only" ON "tally" AS PERMISSIVE FOR ALL TO public USING (network_id = nullif(current_setting('km.network', true), '')::int) WITH CHECK (network_id = nullif(current_setting('km.network', true), '')::int);
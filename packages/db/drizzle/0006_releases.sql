CREATE TABLE "release_cards" (
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"version" integer NOT NULL,
	"body" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "release_cards_project_id_number_version_pk" PRIMARY KEY("project_id","number","version")
);
--> statement-breakpoint
CREATE TABLE "release_withdrawals" (
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"reason" text NOT NULL,
	"withdrawn_by" uuid NOT NULL,
	"withdrawn_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "release_withdrawals_project_id_number_pk" PRIMARY KEY("project_id","number")
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"summary" jsonb NOT NULL,
	"content_sha256" text NOT NULL,
	"content_blob" text NOT NULL,
	"content_blob_bytes" bigint NOT NULL,
	"manifest_blob" text NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "releases_project_id_number_pk" PRIMARY KEY("project_id","number")
);
--> statement-breakpoint
-- What was released stays as it was for as long as its project is there.
CREATE FUNCTION refuse_release_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM "projects" WHERE "id" = OLD."project_id") THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a release is never altered';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "releases_immutable" BEFORE UPDATE OR DELETE ON "releases"
  FOR EACH ROW EXECUTE FUNCTION refuse_release_change();
--> statement-breakpoint
CREATE TRIGGER "release_cards_append_only" BEFORE UPDATE OR DELETE ON "release_cards"
  FOR EACH ROW EXECUTE FUNCTION refuse_release_change();
--> statement-breakpoint
CREATE TRIGGER "release_withdrawals_append_only" BEFORE UPDATE OR DELETE ON "release_withdrawals"
  FOR EACH ROW EXECUTE FUNCTION refuse_release_change();

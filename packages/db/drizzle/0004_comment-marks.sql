CREATE TABLE "comment_reads" (
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"comment_id" uuid NOT NULL,
	CONSTRAINT "comment_reads_project_id_user_id_comment_id_pk" PRIMARY KEY("project_id","user_id","comment_id")
);
--> statement-breakpoint
CREATE TABLE "stream_visits" (
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"stream_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "stream_visits_project_id_user_id_stream_id_pk" PRIMARY KEY("project_id","user_id","stream_id")
);
--> statement-breakpoint
CREATE INDEX "records_by_named_user" ON "records" USING gin (("data" -> 'body') jsonb_path_ops) WHERE "records"."kind" = 'comment';
-- What was written in the very moment in which its project was removed, and nobody could find any more.
DELETE FROM "jobs" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "comment_reads" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "stream_visits" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "guests" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "invitations" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "members" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "release_cards" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "release_withdrawals" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "releases" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "streams" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "sources" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "texts" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "changes" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "records" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "record_refs" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "counters" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
DELETE FROM "refusals" AS r WHERE NOT EXISTS (SELECT FROM "projects" AS p WHERE p."id" = r."project_id");--> statement-breakpoint
-- From now on the database itself lets nobody write there.
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reads" ADD CONSTRAINT "comment_reads_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stream_visits" ADD CONSTRAINT "stream_visits_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guests" ADD CONSTRAINT "guests_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_cards" ADD CONSTRAINT "release_cards_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_withdrawals" ADD CONSTRAINT "release_withdrawals_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "streams" ADD CONSTRAINT "streams_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "texts" ADD CONSTRAINT "texts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;
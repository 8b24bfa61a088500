ALTER TABLE "texts" ADD COLUMN "folded" text;
--> statement-breakpoint
-- Searching asks the folded form; where the server has no pg_trgm it reads all of them.
DROP INDEX IF EXISTS "texts_by_substring";
--> statement-breakpoint
DO $$
BEGIN
  CREATE INDEX "texts_by_folded_substring" ON "texts" USING gin ("folded" gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'no index for searching substrings: %', SQLERRM;
END
$$;

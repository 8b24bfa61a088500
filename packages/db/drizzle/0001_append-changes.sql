-- Heads are updated in place for every acknowledged operation: leave room for the new row version.
ALTER TABLE "streams" SET (fillfactor = 70);
--> statement-breakpoint
INSERT INTO "instance_settings" ("id") VALUES (true);
--> statement-breakpoint
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only ever added to';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE ON "audit_log"
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
-- Search by substring needs pg_trgm. Where the server does not have it, search is slower, not absent.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "texts_by_substring" ON "texts" USING gin ("text" gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'no index for searching substrings: %', SQLERRM;
END
$$;
--> statement-breakpoint
-- Appends to many streams at once. `batch` is an array of
--   { projectId, streamId, kind, documentId, expectedSeq,
--     entries:  [{ opId, opType, group, actor, at, change }],
--     records:  [the whole row of each record written],
--     refs:     [{ recordId, targetIds }]  replaces what the record referred to,
--     counters: [{ kind, delta }] }
-- and the answer an array in the same order of
--   { result: 'appended' | 'moved' | 'known', seq, operations }
-- 'moved': the head is not at expectedSeq but at seq. 'known': an operation's id is in the log
-- already; `operations` tells where. Neither writes anything, while the other streams are written.
CREATE FUNCTION append_changes(batch jsonb) RETURNS jsonb LANGUAGE plpgsql
SET jit = off AS $$
DECLARE
  item record;
  kept jsonb := batch;
  answers jsonb[] := array_fill('{"result": "appended"}'::jsonb, ARRAY[jsonb_array_length(batch)]);
  expected_count int := 0;
  written_count int;
  kept_all boolean := true;
BEGIN
  -- Heads, in id order so that two batches never wait for each other. The update is the lock and the
  -- comparison at once.
  FOR item IN
    SELECT i.ord, (i.value ->> 'projectId')::uuid AS project_id, (i.value ->> 'streamId')::uuid AS id,
      i.value ->> 'kind' AS kind, (i.value ->> 'documentId')::uuid AS document_id,
      (i.value ->> 'expectedSeq')::int AS expected_seq,
      jsonb_array_length(i.value -> 'entries') AS entry_count
    FROM jsonb_array_elements(batch) WITH ORDINALITY AS i(value, ord)
    ORDER BY 2, 3
  LOOP
    IF item.expected_seq = 0 THEN
      INSERT INTO streams (project_id, id, kind, document_id, seq)
      VALUES (item.project_id, item.id, item.kind, item.document_id, item.entry_count)
      ON CONFLICT DO NOTHING;
    ELSE
      UPDATE streams SET seq = seq + item.entry_count
      WHERE project_id = item.project_id AND id = item.id AND seq = item.expected_seq;
    END IF;
    IF FOUND THEN
      expected_count := expected_count + item.entry_count;
    ELSE
      kept_all := false;
      answers[item.ord] := append_changes_refusal(batch -> (item.ord::int - 1));
    END IF;
  END LOOP;

  IF NOT kept_all THEN
    kept := append_changes_kept(batch, answers);
  END IF;

  -- The log. An id that another stream's entry holds is left out here and dealt with below.
  INSERT INTO changes (project_id, stream_id, seq, op_id, op_type, group_id, actor, at, change)
  SELECT (i ->> 'projectId')::uuid, (i ->> 'streamId')::uuid, (i ->> 'expectedSeq')::int + e.ord,
    e."opId", e."opType", e."group", e.actor, e.at, e.change
  FROM jsonb_array_elements(kept) AS i,
    ROWS FROM (jsonb_to_recordset(i -> 'entries') AS
      ("opId" uuid, "opType" text, "group" uuid, actor uuid, at timestamptz, change jsonb)
    ) WITH ORDINALITY AS e("opId", "opType", "group", actor, at, change, ord)
  ON CONFLICT (project_id, op_id) DO NOTHING;
  GET DIAGNOSTICS written_count = ROW_COUNT;

  IF written_count < expected_count THEN
    FOR item IN
      SELECT i.ord, i.value FROM jsonb_array_elements(batch) WITH ORDINALITY AS i(value, ord)
      WHERE answers[i.ord] ->> 'result' = 'appended'
        AND jsonb_array_length(i.value -> 'entries') > (
          SELECT count(*) FROM changes AS c, jsonb_array_elements(i.value -> 'entries') AS e
          WHERE c.project_id = (i.value ->> 'projectId')::uuid AND c.op_id = (e ->> 'opId')::uuid
            AND c.stream_id = (i.value ->> 'streamId')::uuid
            AND c.seq > (i.value ->> 'expectedSeq')::int)
    LOOP
      PERFORM append_changes_withdraw(item.value);
      answers[item.ord] := NULL;
    END LOOP;
    FOR item IN
      SELECT i.ord, i.value FROM jsonb_array_elements(batch) WITH ORDINALITY AS i(value, ord)
      WHERE answers[i.ord] IS NULL
    LOOP
      answers[item.ord] := append_changes_refusal(item.value);
    END LOOP;
    kept := append_changes_kept(batch, answers);
  END IF;

  PERFORM append_changes_rows(kept);
  RETURN to_jsonb(answers);
END
$$;
--> statement-breakpoint
-- The streams of `batch` that were appended to.
CREATE FUNCTION append_changes_kept(batch jsonb, answers jsonb[]) RETURNS jsonb LANGUAGE sql AS $$
  SELECT coalesce(jsonb_agg(i.value ORDER BY i.ord), '[]')
  FROM jsonb_array_elements(batch) WITH ORDINALITY AS i(value, ord)
  WHERE answers[i.ord] ->> 'result' = 'appended'
$$;
--> statement-breakpoint
-- Why one stream of a batch was not written.
CREATE FUNCTION append_changes_refusal(item jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
  head int;
BEGIN
  SELECT jsonb_agg(jsonb_build_object(
    'opId', c.op_id, 'streamId', c.stream_id, 'seq', c.seq, 'actor', c.actor)) INTO known
  FROM jsonb_array_elements(item -> 'entries') AS e
  JOIN changes AS c ON c.project_id = (item ->> 'projectId')::uuid AND c.op_id = (e ->> 'opId')::uuid;
  SELECT seq INTO head FROM streams
  WHERE project_id = (item ->> 'projectId')::uuid AND id = (item ->> 'streamId')::uuid;
  RETURN jsonb_build_object('result', CASE WHEN known IS NULL THEN 'moved' ELSE 'known' END,
    'seq', coalesce(head, 0), 'operations', coalesce(known, '[]'));
END
$$;
--> statement-breakpoint
-- Takes one stream of this very call out again: its head is still ours.
CREATE FUNCTION append_changes_withdraw(item jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  project uuid := (item ->> 'projectId')::uuid;
  stream uuid := (item ->> 'streamId')::uuid;
  head int := (item ->> 'expectedSeq')::int;
BEGIN
  DELETE FROM changes WHERE project_id = project AND stream_id = stream AND seq > head;
  IF head = 0 THEN
    DELETE FROM streams WHERE project_id = project AND id = stream;
  ELSE
    UPDATE streams SET seq = head WHERE project_id = project AND id = stream;
  END IF;
END
$$;
--> statement-breakpoint
-- Records, references and counters of streams whose heads are ours.
CREATE FUNCTION append_changes_rows(batch jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  item record;
BEGIN
  INSERT INTO records AS r (project_id, stream_id, id, kind, data, revs, deleted, start_utf16,
    end_utf16, quote, created_by, created_at, updated_by, updated_at)
  SELECT (i ->> 'projectId')::uuid, (i ->> 'streamId')::uuid, n.id, n.kind, n.data, n.revs, n.deleted,
    n."startUtf16", n."endUtf16", n.quote, n."createdBy", n."createdAt", n."updatedBy", n."updatedAt"
  FROM jsonb_array_elements(batch) AS i, jsonb_to_recordset(i -> 'records') AS n(id uuid, kind text,
    data jsonb, revs jsonb, deleted boolean, "startUtf16" int, "endUtf16" int, quote text,
    "createdBy" uuid, "createdAt" timestamptz, "updatedBy" uuid, "updatedAt" timestamptz)
  ON CONFLICT (project_id, stream_id, id) DO UPDATE SET data = excluded.data, revs = excluded.revs,
    deleted = excluded.deleted, start_utf16 = excluded.start_utf16, end_utf16 = excluded.end_utf16,
    quote = excluded.quote, updated_by = excluded.updated_by, updated_at = excluded.updated_at
  WHERE r.project_id = excluded.project_id AND r.stream_id = excluded.stream_id;

  IF batch @? '$[*].refs[*]' THEN
    FOR item IN
      SELECT (i ->> 'projectId')::uuid AS project_id, (i ->> 'streamId')::uuid AS stream_id,
        array_agg((f ->> 'recordId')::uuid) AS record_ids
      FROM jsonb_array_elements(batch) AS i, jsonb_array_elements(i -> 'refs') AS f GROUP BY 1, 2
    LOOP
      DELETE FROM record_refs WHERE project_id = item.project_id AND stream_id = item.stream_id
        AND record_id = ANY (item.record_ids);
    END LOOP;
    INSERT INTO record_refs (project_id, target_id, stream_id, record_id)
    SELECT (i ->> 'projectId')::uuid, target::uuid, (i ->> 'streamId')::uuid, (f ->> 'recordId')::uuid
    FROM jsonb_array_elements(batch) AS i, jsonb_array_elements(i -> 'refs') AS f,
      jsonb_array_elements_text(f -> 'targetIds') AS target
    ON CONFLICT DO NOTHING;
  END IF;

  IF batch @? '$[*].counters[*]' THEN
    INSERT INTO counters AS c (project_id, stream_id, kind, n)
    SELECT (i ->> 'projectId')::uuid, (i ->> 'streamId')::uuid, d.kind, sum(d.delta)::int
    FROM jsonb_array_elements(batch) AS i,
      jsonb_to_recordset(i -> 'counters') AS d(kind text, delta int)
    GROUP BY 1, 2, 3
    ON CONFLICT (project_id, stream_id, kind) DO UPDATE SET n = c.n + excluded.n;
  END IF;
END
$$;

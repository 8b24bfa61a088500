CREATE TABLE "refusals" (
	"project_id" uuid NOT NULL,
	"op_id" uuid NOT NULL,
	"actor" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"refusal" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "refusals_project_id_op_id_actor_pk" PRIMARY KEY("project_id","op_id","actor")
);
--> statement-breakpoint
CREATE INDEX "refusals_by_age" ON "refusals" USING btree ("at");
--> statement-breakpoint
-- Keeps what the author of an operation is about to be told, so that it is never written after that. The
-- head's lock is what appending waits for: whoever comes second sees what the first has done. Answers
-- { logged: { opId, streamId, seq, actor } } when the operation is in the log after all, else
-- { refusal } with what counts: the newest attempt's. What is older than a week is let go of on the way.
CREATE FUNCTION note_refusal(project uuid, stream uuid, op uuid, author uuid, try int, told text)
RETURNS jsonb LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  answer jsonb;
BEGIN
  PERFORM FROM streams AS s WHERE s.project_id = project AND s.id = stream FOR SHARE;
  SELECT jsonb_build_object('logged', jsonb_build_object(
    'opId', c.op_id, 'streamId', c.stream_id, 'seq', c.seq, 'actor', c.actor)) INTO answer
  FROM changes AS c WHERE c.project_id = project AND c.op_id = op;
  IF FOUND THEN
    RETURN answer;
  END IF;
  DELETE FROM refusals AS r USING (
    SELECT o.project_id, o.op_id, o.actor FROM refusals AS o WHERE o.at < now() - interval '7 days'
    ORDER BY o.at LIMIT 20 FOR UPDATE SKIP LOCKED
  ) AS old
  WHERE r.project_id = old.project_id AND r.op_id = old.op_id AND r.actor = old.actor;
  INSERT INTO refusals AS r (project_id, op_id, actor, attempt, refusal, at)
  VALUES (project, op, author, try, told, now())
  ON CONFLICT (project_id, op_id, actor) DO UPDATE
    SET attempt = excluded.attempt, refusal = excluded.refusal, at = excluded.at
    WHERE r.attempt < excluded.attempt;
  SELECT jsonb_build_object('refusal', r.refusal) INTO answer
  FROM refusals AS r WHERE r.project_id = project AND r.op_id = op AND r.actor = author;
  RETURN answer;
END
$$;
--> statement-breakpoint
-- As before; and an operation whose author was told that it is refused is not written. An entry may say
-- which `attempt` it is; 1 where it does not. 'known': `operations` tells where ids are in the log, and
-- `refused`, as { opId, actor, refusal }, what authors were told.
CREATE OR REPLACE FUNCTION append_changes(batch jsonb) RETURNS jsonb LANGUAGE plpgsql
SET jit = off SET enable_seqscan = off AS $$
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

  -- The log. An id that another stream's entry holds, and one that its author was told is refused, is
  -- left out here and dealt with below.
  INSERT INTO changes (project_id, stream_id, seq, op_id, op_type, group_id, actor, at, change)
  SELECT (i ->> 'projectId')::uuid, (i ->> 'streamId')::uuid, (i ->> 'expectedSeq')::int + e.ord,
    e."opId", e."opType", e."group", e.actor, e.at, e.change
  FROM jsonb_array_elements(kept) AS i,
    ROWS FROM (jsonb_to_recordset(i -> 'entries') AS
      ("opId" uuid, "opType" text, "group" uuid, actor uuid, at timestamptz, change jsonb, attempt int)
    ) WITH ORDINALITY AS e("opId", "opType", "group", actor, at, change, attempt, ord)
  -- By its whole key, one at a time, however many are kept.
  WHERE (SELECT true FROM refusals AS r WHERE r.project_id = (i ->> 'projectId')::uuid
    AND r.op_id = e."opId" AND r.actor = e.actor AND r.attempt >= coalesce(e.attempt, 1)) IS NULL
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
CREATE OR REPLACE FUNCTION append_changes_refusal(item jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known jsonb;
  refused jsonb;
  head int;
BEGIN
  SELECT jsonb_agg(jsonb_build_object(
    'opId', c.op_id, 'streamId', c.stream_id, 'seq', c.seq, 'actor', c.actor)) INTO known
  FROM jsonb_array_elements(item -> 'entries') AS e
  JOIN changes AS c ON c.project_id = (item ->> 'projectId')::uuid AND c.op_id = (e ->> 'opId')::uuid;
  SELECT jsonb_agg(jsonb_build_object('opId', r.op_id, 'actor', r.actor, 'refusal', r.refusal)) INTO refused
  FROM jsonb_to_recordset(item -> 'entries') AS e("opId" uuid, actor uuid, attempt int)
  JOIN refusals AS r ON r.project_id = (item ->> 'projectId')::uuid AND r.op_id = e."opId"
    AND r.actor = e.actor AND r.attempt >= coalesce(e.attempt, 1);
  SELECT seq INTO head FROM streams
  WHERE project_id = (item ->> 'projectId')::uuid AND id = (item ->> 'streamId')::uuid;
  RETURN jsonb_build_object('result',
      CASE WHEN known IS NULL AND refused IS NULL THEN 'moved' ELSE 'known' END,
    'seq', coalesce(head, 0), 'operations', coalesce(known, '[]'), 'refused', coalesce(refused, '[]'));
END
$$;

-- As before; and in a stream that nobody has written to, which has no head to lock, a head of its own stands
-- in until it is done: whoever would write the first operation waits for its key, and sees the refusal; who
-- has written it is waited for, and seen. It never stands in the table for anybody else.
CREATE OR REPLACE FUNCTION note_refusal(project uuid, stream uuid, op uuid, author uuid, try int, told text)
RETURNS jsonb LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  answer jsonb;
  stands_in boolean := false;
BEGIN
  PERFORM FROM streams AS s WHERE s.project_id = project AND s.id = stream FOR SHARE;
  IF NOT FOUND THEN
    INSERT INTO streams (project_id, id, kind, seq) VALUES (project, stream, '', 0) ON CONFLICT DO NOTHING;
    stands_in := FOUND;
    IF NOT stands_in THEN
      -- Somebody has just written the first operation: now there is a head.
      PERFORM FROM streams AS s WHERE s.project_id = project AND s.id = stream FOR SHARE;
    END IF;
  END IF;
  SELECT jsonb_build_object('logged', jsonb_build_object(
    'opId', c.op_id, 'streamId', c.stream_id, 'seq', c.seq, 'actor', c.actor)) INTO answer
  FROM changes AS c WHERE c.project_id = project AND c.op_id = op;
  IF answer IS NULL THEN
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
  END IF;
  IF stands_in THEN
    DELETE FROM streams AS s WHERE s.project_id = project AND s.id = stream;
  END IF;
  RETURN answer;
END
$$;

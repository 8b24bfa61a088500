-- References are looked up one record at a time, each by its whole key, and only where there can be
-- some: of a record that is new (`isNew` in its reference) nothing has to go. Asked for many at once,
-- the planner, which knows nothing of a project that has just been made, went through all references of
-- the stream, and kept that plan while the stream grew.
CREATE OR REPLACE FUNCTION append_changes_rows(batch jsonb) RETURNS void LANGUAGE plpgsql AS $$
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
        (f ->> 'recordId')::uuid AS record_id
      FROM jsonb_array_elements(batch) AS i, jsonb_array_elements(i -> 'refs') AS f
      WHERE (f -> 'isNew') IS DISTINCT FROM 'true'::jsonb
    LOOP
      DELETE FROM record_refs WHERE project_id = item.project_id AND stream_id = item.stream_id
        AND record_id = item.record_id;
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
--> statement-breakpoint
-- A plan that was made while a table had a page or two must not read all of it later.
ALTER FUNCTION append_changes(jsonb) SET enable_seqscan = off;

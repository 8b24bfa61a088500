/**
 * Where we read another tool's file differently from what its source asserts, and why. Each key is
 * the folder, the file and what was looked at, as the run prints them. An entry whose difference is
 * gone is a failure, so that this list stays true.
 */
export const knownDifferences: Readonly<Record<string, string>> = {
  'brat/dkpro-brat-fixtures/brat/document1-ref-mapping.ann: line 0':
    'What DKPro writes back, without its text: nothing can be placed, and we say so.',
  'brat/dkpro-brat-fixtures/brat/document1-ref-sub.ann: line 0':
    'What DKPro writes back, without its text: nothing can be placed, and we say so.',
  'brat/dkpro-brat-fixtures/brat/document1-ref.ann: line 0':
    'What DKPro writes back, without its text: nothing can be placed, and we say so.',
  'brat/dkpro-brat-fixtures/conll/2012/en-ref-min.ann: line 0':
    'What DKPro writes back, without its text: nothing can be placed, and we say so.',
  'json-annotation/label-studio-export/test_export_json_min/data.json: annotations':
    'A picture with a polygon: no text, so the task and its region are told as lost.',
  'json-annotation/label-studio-spans-to-conll/vectors.json: line 67':
    'The source has "$3.99" at 12-16, which is one character short; its own converter looks at tokens. We name the span.',
  'json-annotation/label-studio-spans-to-conll/vectors.json: line 99':
    'The source has "Teen" one character early; its own converter looks at tokens. We name the span and read the others.',
  'uima-xmi/cassis/cas_with_empty_array_reference.xmi: spans':
    'Words and sentences are no annotations here: the report counts them as not ours.',
  'uima-xmi/cassis/empty_cas.xmi: text':
    'Of its two views one has no text. We read the one that has.',
  'webanno-tsv/inception-tsv3-suite/testZeroWidthAnnotationBeyondLastTokenIsMovedToEndOfLastToken/reference.tsv: text':
    'The table does not say that two spaces follow the last word.',
  'webanno-tsv/inception-tsv-files/tsv2/example.tsv: line 1':
    'Version 2 is another format. We say so, and how to get version 3.',
  'webanno-tsv/inception-tsv-files/tsv2/example2.tsv: line 1':
    'Version 2 is another format. We say so, and how to get version 3.',
}

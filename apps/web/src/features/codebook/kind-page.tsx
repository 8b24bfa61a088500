import { AttributesField } from './attributes-field.tsx'
import type { KindName } from './codebook-outline.ts'
import { codebookText } from './codebook-text.ts'
import { Section } from './section.tsx'
import { ZonesField } from './zones-field.tsx'

const text = codebookText.kind

/** Whether a key of a page names a kind of record. */
export function isKindName(key: string): key is KindName {
  return Object.hasOwn(codebookText.kinds, key)
}

/** One kind of record: where it may stand, and the fields that the project adds to it. */
export function KindPage({ kind }: { readonly kind: KindName }) {
  return (
    <>
      <header className="cb__title">
        <h2 className="cb__name">{codebookText.kinds[kind]}</h2>
      </header>
      <p className="cb__field cb__lede">{text.lede[kind]}</p>
      {(kind === 'mention' || kind === 'claim' || kind === 'stance') && (
        <Section title={codebookText.label.zones}>
          <ZonesField kind={kind} />
        </Section>
      )}
      <Section title={text.attributes} hint={text.attributesHint(kind)}>
        <AttributesField kind={kind} />
      </Section>
    </>
  )
}

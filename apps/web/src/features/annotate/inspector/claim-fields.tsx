import type { Chain, ClaimData, LayerRecord } from '@parallax/domain'
import { useAnnotation } from '../annotate-context.ts'
import { annotateText } from '../annotate-text.ts'
import { CommandKey } from '../commands/command-key.tsx'
import { nameOf } from '../record-words.ts'
import { ChainEditor } from './chain-editor.tsx'
import { ChoiceRow } from './choice-row.tsx'
import { DateField } from './date-field.tsx'
import { Evidence } from './evidence.tsx'
import { fieldsText } from './fields-text.ts'
import { PropositionField } from './proposition-field.tsx'
import { ScaleField } from './scale-field.tsx'
import { TopicsField } from './topics-field.tsx'
import { WordsField } from './words-field.tsx'

type ClaimRecord = Extract<LayerRecord, { kind: 'claim' }>
type Report = ClaimData['report']

/** Every field of a claim: evidence, who says it, what is put forward, and the small choices. */
export function ClaimFields({ record }: { readonly record: ClaimRecord }) {
  const { annotation, actions } = useAnnotation()
  const { meta } = annotation.document.data
  const first = meta.publisher ? nameOf(meta.publisher, annotation) : annotateText.theOutlet
  const { content } = record.data
  return (
    <>
      <Evidence record={record} />
      <section className="insp__sec">
        <h3>{fieldsText.whoSays}</h3>
        <ChainEditor
          key={record.id}
          chain={record.data.report.chain}
          first={first}
          onChange={(chain, before) => {
            const report = reportWith(record.data.report, chain)
            actions.setRegister(record.id, 'report', report, before)
          }}
        />
      </section>
      <section className="insp__sec">
        <h3>
          {fieldsText.proposition}
          <CommandKey id="record.proposition" />
        </h3>
        <PropositionField key={record.id} record={record} />
      </section>
      <section className="insp__sec">
        <ClaimChoices record={record} />
      </section>
      <StancesOfClaim record={record} />
      <section className="insp__sec">
        <WordsField
          label={fieldsText.condition}
          extent={content.condition}
          onChange={(condition) =>
            actions.setRegister(record.id, 'content', { ...content, condition })
          }
        />
      </section>
    </>
  )
}

/** A chain makes a report of the outlet's own voice, and taking it away makes it own again. */
function reportWith(report: Report, chain: Chain): Report {
  if (chain.length === 0) return { chain, rendering: 'own', relay: null }
  return {
    chain,
    rendering: report.rendering === 'own' ? 'indirect' : report.rendering,
    relay: report.relay ?? 'neutral',
  }
}

function ClaimChoices({ record }: { readonly record: ClaimRecord }) {
  const { annotation, actions } = useAnnotation()
  const { data, id } = record
  const isDisabled = !annotation.canWrite
  const set = (register: keyof ClaimData) => (value: unknown) =>
    void actions.setRegister(id, register, value)
  return (
    <div className="insp__grid">
      <ReportChoices record={record} />
      <ChoiceRow
        label={fieldsText.polarity}
        names={fieldsText.polarities}
        value={data.polarity}
        onChange={set('polarity')}
        isDisabled={isDisabled}
      />
      <ChoiceRow
        label={fieldsText.certainty}
        names={fieldsText.certainties}
        value={data.certainty}
        onChange={set('certainty')}
        isDisabled={isDisabled}
      />
      <ChoiceRow
        label={fieldsText.act}
        names={fieldsText.acts}
        value={data.act}
        onChange={set('act')}
        isDisabled={isDisabled}
      />
      <ChoiceRow
        label={fieldsText.tense}
        names={fieldsText.tenses}
        value={data.tense}
        onChange={set('tense')}
        isDisabled={isDisabled}
      />
      <ChoiceRow
        label={fieldsText.checkworthiness}
        names={fieldsText.checkworthinesses}
        value={data.checkworthiness}
        onChange={set('checkworthiness')}
        isDisabled={isDisabled}
      />
      <h3>{fieldsText.saidOn}</h3>
      <DateField
        key={id}
        label={fieldsText.saidOn}
        value={data.saidOn}
        onChange={set('saidOn')}
        isDisabled={isDisabled}
      />
      <h3>{fieldsText.topics}</h3>
      <TopicsField topics={data.topics} onChange={set('topics')} />
    </div>
  )
}

function ReportChoices({ record }: { readonly record: ClaimRecord }) {
  const { annotation, actions } = useAnnotation()
  const { report } = record.data
  if (report.chain.length === 0) return null
  const { own: _, ...renderings } = fieldsText.renderings
  const rendering = report.rendering === 'own' ? 'indirect' : report.rendering
  const set = (change: Partial<Report>) =>
    void actions.setRegister(record.id, 'report', { ...report, ...change })
  return (
    <>
      <ChoiceRow
        label={fieldsText.rendering}
        names={renderings}
        value={rendering}
        onChange={(value) => set({ rendering: value })}
        isDisabled={!annotation.canWrite}
      />
      <ChoiceRow
        label={fieldsText.relay}
        names={fieldsText.relays}
        value={report.relay ?? 'neutral'}
        onChange={(relay) => set({ relay })}
        isDisabled={!annotation.canWrite}
      />
    </>
  )
}

/** The stances that this claim expresses, each with its scale. */
function StancesOfClaim({ record }: { readonly record: ClaimRecord }) {
  const { annotation } = useAnnotation()
  const stances = annotation.model
    .pointingAt(record.id)
    .filter((each) => each.kind === 'stance' && each.data.claim === record.id)
  return stances.map((stance) =>
    stance.kind === 'stance' ? (
      <section key={stance.id} className="insp__sec">
        <ScaleField record={stance} isTitled />
      </section>
    ) : null,
  )
}

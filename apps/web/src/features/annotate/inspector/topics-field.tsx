import type { LabelId } from '@parallax/domain'
import { Menu, MenuItem } from '../../../components/ui/menu.tsx'
import { Tag } from '../../../components/ui/tag.tsx'
import { useAnnotation } from '../annotate-context.ts'
import { offeredLabels } from '../offered-labels.ts'
import { labelName } from '../record-words.ts'
import { fieldsText } from './fields-text.ts'

const mostTopics = 3

export type TopicsFieldProps = {
  readonly topics: readonly LabelId[]
  readonly onChange: (topics: readonly LabelId[]) => void
}

/** Up to three topics of the codebook. */
export function TopicsField({ topics, onChange }: TopicsFieldProps) {
  const { annotation } = useAnnotation()
  const all = offeredLabels(annotation.codebook, 'topic')
  const free = all.filter(({ id }) => !topics.includes(id))
  if (all.length === 0 && topics.length === 0) return <p className="hint">{fieldsText.noTopics}</p>
  return (
    <div className="topics">
      {topics.map((id) => (
        <Tag
          key={id}
          look="plain"
          {...(annotation.canWrite
            ? {
                removal: {
                  name: labelName(id, annotation),
                  onRemove: () => onChange(topics.filter((each) => each !== id)),
                },
              }
            : {})}
        >
          {labelName(id, annotation)}
        </Tag>
      ))}
      {annotation.canWrite && topics.length < mostTopics && free.length > 0 && (
        <Menu
          trigger={
            <button type="button" className="tag tag--dash" aria-label={fieldsText.addTopic}>
              +
            </button>
          }
        >
          {free.map((topic) => (
            <MenuItem
              key={topic.id}
              {...(topic.definition ? { hint: topic.definition } : {})}
              onSelect={() => onChange([...topics, topic.id])}
            >
              {topic.name}
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  )
}

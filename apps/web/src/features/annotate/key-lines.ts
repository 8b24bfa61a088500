import { type Codebook, labelsOfSlot } from '@parallax/domain'
import type { KeyLine } from '../../components/keys-dialog.tsx'

/** The keys of this screen, in the order of the work; those of the types follow the codebook. */
export function keyLines(codebook: Codebook): readonly KeyLine[] {
  const types = labelsOfSlot(codebook, 'entityType').flatMap(({ key, name }) =>
    key ? [{ keyCap: key, what: `Tag the selected words: ${name}` }] : [],
  )
  return [
    { keyCap: 'Shift →', what: 'Select by letter' },
    { keyCap: 'Ctrl Shift →', what: 'Select by word' },
    { keyCap: ']', what: 'Grow the selection: word, sentence, paragraph' },
    { keyCap: '[', what: 'Shrink the selection' },
    ...types,
    { keyCap: 'C', what: 'Make a claim of the selected words' },
    { keyCap: 'S', what: 'Make a stance of the selected words or of the open claim' },
    { keyCap: 'R', what: 'Link the open record to another' },
    { keyCap: 'Z', what: 'Say what part of the page this is' },
    { keyCap: 'P', what: 'Choose the proposition of the open claim' },
    { keyCap: '-', what: 'One step more against' },
    { keyCap: '0', what: 'Neutral' },
    { keyCap: '+', what: 'One step more in favour' },
    { keyCap: 'J', what: 'Next record' },
    { keyCap: 'K', what: 'Previous record' },
    { keyCap: 'N', what: 'Next document' },
    { keyCap: 'Enter', what: 'Into the inspector of the open record' },
    { keyCap: 'Delete', what: 'Delete the open record' },
  ]
}

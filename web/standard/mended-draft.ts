import { isCollection, parseDocument } from 'yaml';
import { editDocument } from '../../src/domain/lint/edit-document.ts';
import type { SchemeDocument, SchemeWarning } from '../api/contract.ts';
import type { Draft } from './use-draft.ts';

type Edits = NonNullable<SchemeWarning['mend']>['edits'];

/** The draft with a mend applied; of a text, comments and all that is not mended stay as they are. */
export function mendedDraft(draft: Draft, edits: Edits): Draft {
  if ('document' in draft) return { document: editDocument(draft.document, edits) as SchemeDocument };
  const written = parseDocument(draft.text);
  for (const { path, value } of edits) {
    if (value === undefined) {
      written.deleteIn(path);
      continue;
    }
    const before = written.getIn(path, true);
    written.setIn(path, written.createNode(value, { flow: !isCollection(before) || before.flow === true }));
  }
  return { text: written.toString({ lineWidth: 0 }) };
}

import type { DocumentPath, Edit } from './finding.ts';

/** The document after the edits, one after the other; what they do not touch is shared. */
export function editDocument(document: unknown, edits: readonly Edit[]): unknown {
  return edits.reduce((edited, { path, value }) => withEdit(edited, path, value), document);
}

function withEdit(node: unknown, [step, ...rest]: DocumentPath, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(node)) {
    if (rest.length === 0 && value === undefined) return node.filter((_, index) => index !== step);
    return node.map((item: unknown, index) => (index === step ? withEdit(item, rest, value) : item));
  }
  const of = (typeof node === 'object' && node !== null ? node : {}) as Record<string, unknown>;
  if (rest.length > 0 || value !== undefined) return { ...of, [step]: withEdit(of[step], rest, value) };
  return Object.fromEntries(Object.entries(of).filter(([key]) => key !== step));
}

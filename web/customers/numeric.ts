const numbers: ReadonlySet<string> = new Set(['money', 'integer', 'number', 'fraction']);

/** Whether values of a field's type are numbers. */
export function isNumeric(type: string): boolean {
  return numbers.has(type);
}

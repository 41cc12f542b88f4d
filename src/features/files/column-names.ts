/** Says whether a column of this name means something to the reader of the table. */
export type Recognise = (columnName: string) => boolean;

/** A header cell without what exporters wrap it in: byte-order mark, blanks, `="…"`, a leading quote mark. */
export function tidyName(cell: string): string {
  const bare = cell.replace(/[\ufeff\u200b]/g, '').trim();
  const unwrapped = /^="(.*)"$/s.exec(bare)?.[1] ?? bare;
  return unwrapped
    .replace(/^'+/, '')
    .replace(/\s*[\r\n\u2028]+\s*/g, ' ')
    .trim();
}

export function recognisedCells(cells: readonly string[], recognise: Recognise): number {
  return cells.filter((cell) => recognise(tidyName(cell))).length;
}

/**
 * One name per column, `width` of them, no two alike: DuckDB tells no upper case from lower case
 * in names, so neither does this.
 */
export function columnNames(header: readonly string[], width: number): string[] {
  const tidy = Array.from({ length: width }, (_, index) => tidyName(header[index] ?? ''));
  const chinese = tidy.some((name) => /\p{Script=Han}/u.test(name));
  const taken = new Set(tidy.map((name) => name.toLowerCase()));
  const seen = new Set<string>();
  return tidy.map((name, index) => {
    const plain = name || (chinese ? `列${index + 1}` : `column ${index + 1}`);
    const unique =
      seen.has(plain.toLowerCase()) || (name === '' && taken.has(plain)) ? numbered(plain) : plain;
    seen.add(unique.toLowerCase());
    return unique;
  });

  function numbered(name: string): string {
    for (let n = 2; ; n++) {
      const candidate = `${name} (${n})`;
      if (!seen.has(candidate.toLowerCase()) && !taken.has(candidate.toLowerCase())) return candidate;
    }
  }
}

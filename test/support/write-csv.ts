/** Delimited text after RFC 4180. */
export function csvText(rows: readonly (readonly string[])[], delimiter = ',', lineEnd = '\r\n'): string {
  const cell = (value: string): string =>
    value.includes(delimiter) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  return rows.map((row) => `${row.map(cell).join(delimiter)}${lineEnd}`).join('');
}

/** The columns in another order, the same one every time. */
export function shuffledColumns(rows: readonly (readonly string[])[]): string[][] {
  const order = (rows[0] ?? []).map((_, index) => index);
  let seed = 7;
  for (let last = order.length - 1; last > 0; last--) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = seed % (last + 1);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return rows.map((row) => order.map((index) => row[index] ?? ''));
}

/** The records of a text that must be exactly RFC 4180 with CRLF and a byte-order mark; throws where it is not. */
export function readCsvStrictly(text: string): string[][] {
  if (!text.startsWith('\ufeff')) throw new Error('no byte-order mark');
  const records: string[][] = [];
  let at = 1;
  while (at < text.length) {
    const record: string[] = [];
    for (;;) {
      const [cell, end] = text[at] === '"' ? quoted(text, at + 1) : plain(text, at);
      record.push(cell);
      at = end + 1;
      if (text[end] === ',') continue;
      if (text.slice(end, end + 2) !== '\r\n') throw new Error(`record ${records.length} ends without CRLF`);
      at = end + 2;
      break;
    }
    if (record.length !== (records[0] ?? record).length)
      throw new Error(`record ${records.length} is ragged`);
    records.push(record);
  }
  return records;
}

/** The same, as one object per record with the first one's cells as keys. */
export function readCsvRows(text: string): Record<string, string>[] {
  const [header = [], ...records] = readCsvStrictly(text);
  return records.map((record) =>
    Object.fromEntries(header.map((name, index) => [name, record[index] ?? ''])),
  );
}

function plain(text: string, from: number): [cell: string, end: number] {
  let end = from;
  while (end < text.length && !',\r\n"'.includes(text.charAt(end))) end++;
  if (text[end] === '"') throw new Error('a quote inside an unquoted cell');
  return [text.slice(from, end), end];
}

function quoted(text: string, from: number): [cell: string, end: number] {
  let end = text.indexOf('"', from);
  while (text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end === -1) throw new Error('a quote is not closed');
  return [text.slice(from, end).replaceAll('""', '"'), end + 1];
}

import { text } from '../../domain/text.ts';
import { refuseFile } from './file-refusals.ts';
import { readJsonRow } from './json-row.ts';
import { type JsonForm, jsonTexts } from './json-texts.ts';
import { type NamedCopy, namedRows } from './named-rows.ts';
import type { Scratch } from './scratch.ts';
import type { Source } from './source.ts';
import { RECORD_LIMIT } from './stream-records.ts';

/**
 * Writes the objects of a UTF-8 file, called `original` where it is spoken of, as comma-separated text without a header, each on the line of its own number. A line that is
 * no object is left out and told; a list that is broken, and rows with lists of objects, are refused.
 */
export async function jsonToCsv(
  source: Source,
  original: string,
  form: JsonForm,
  scratch: Scratch,
): Promise<NamedCopy & { readonly path: string }> {
  let found: NamedCopy | undefined;
  const path = await scratch.write(async (write) => {
    const rows = namedRows(original, write);
    let good = 0;
    for await (const texts of jsonTexts(source, original, form)) {
      for (const { row, text: raw } of texts) {
        if (raw.length > RECORD_LIMIT) {
          rows.reject(row, 'cell-too-long', raw);
          continue;
        }
        const cells: string[] = [];
        const fault = readJsonRow(raw, (name, cell) => {
          cells[rows.place(name)] = cell;
        });
        if (fault?.fault === 'list') refuseNested(original, fault.name);
        if (fault === undefined) {
          good++;
          await rows.put(row, cells, raw);
        } else if (form === 'list') {
          refuseFile('json-list-broken', original, text(`${row}`, `${row}`));
        } else {
          // The start of one object over several lines.
          if (good === 0) refuseFile('json-no-rows', original);
          rows.reject(row, 'json-broken', raw);
        }
      }
    }
    found = rows.found();
    if (found.sample.length === 0)
      refuseFile(good > 0 || form === 'list' ? 'file-no-rows' : 'json-no-rows', original);
  });
  return { path, ...(found ?? { columns: [], sample: [], rejected: [] }) };
}

/** Refuses a table with a column of lists that hold more than plain values. */
export function refuseNested(file: string, column: string): never {
  const name = column.slice(0, 200);
  refuseFile('nested-list', file, text(`“${name}”`, `"${name}"`));
}

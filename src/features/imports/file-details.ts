import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { Field } from '../../domain/field.ts';
import type { Lang } from '../../domain/text.ts';
import type { Tidying } from '../../domain/tidy/reading.ts';
import { maskEmail, maskPhone } from '../contacts/mask.ts';
import type { FileReport } from '../grade/report.ts';
import { type RejectedValue, rejectedValues } from '../grade/write-rejects.ts';
import { shownCells, shownValue } from './shown-value.ts';
import { columnName, type StagedField, type StagedFile, tidyTable } from './staged-file.ts';

/** What is told of a file beside its counts. Contact data is masked. */
export interface FileDetails {
  readonly tidied: readonly TidiedKind[];
  /** The first values for which rows were left out or cells left blank. */
  readonly firstRejected: readonly RejectedValue[];
}

/** How many values were tidied in one way, and one of them; without example where none is at hand. */
export interface TidiedKind {
  readonly kind: Tidying;
  readonly count: number;
  readonly example: { readonly column: string; readonly from: string; readonly to: string } | null;
}

const FIRST = 20;
const LONGEST = 80;

export interface DetailOptions {
  readonly lang: Lang;
  /** Of the currency's minor unit. */
  readonly decimals: number;
  readonly custom?: readonly Field[];
}

/** Told from what staging has left: no file is read again. */
export async function detailsOf(
  db: EmbeddedDatabase,
  files: readonly FileReport[],
  options: DetailOptions,
): Promise<FileDetails[]> {
  const details: FileDetails[] = [];
  for (const [position, file] of files.entries()) {
    details.push({
      tidied: await tidiedOf(db, file.staged, options),
      firstRejected: await firstRejected(db, file, position, options),
    });
  }
  return details;
}

async function tidiedOf(
  db: EmbeddedDatabase,
  staged: StagedFile,
  options: DetailOptions,
): Promise<TidiedKind[]> {
  const examples = new Map<string, TidiedKind['example']>();
  for (const field of staged.fields) {
    if (!staged.messy.has(field.name) || field.kind === 'time') continue;
    const table = sql.table(tidyTable(staged.table, field.name));
    const rows = await run(
      db,
      sql`select notes, min(cell) as cell, cast(arg_min(value, cell) as text) as value from ${table}
        where notes is not null and value is not null group by notes order by length(notes), notes`,
    );
    for (const { notes, cell, value } of rows) {
      for (const note of String(notes).split(' ')) {
        if (!examples.has(note))
          examples.set(note, exampleOf(staged, field, String(cell), String(value), options));
      }
    }
  }
  return [...staged.tidied]
    .map(([kind, count]) => ({ kind, count, example: examples.get(kind) ?? null }))
    .sort((a, b) => b.count - a.count);
}

function exampleOf(
  staged: StagedFile,
  field: StagedField,
  cell: string,
  value: string,
  { custom = [], ...options }: DetailOptions,
): TidiedKind['example'] {
  const column = columnName(staged, field.name) ?? field.name;
  const shown = shownCells(column, field.name, custom);
  const [from, to] = [shown(cell), shown(shownValue(field.kind, value, options))];
  // What differs is under the mask.
  return from === to ? null : { column, from: from.slice(0, LONGEST), to: to.slice(0, LONGEST) };
}

async function firstRejected(
  db: EmbeddedDatabase,
  { staged, counts }: FileReport,
  position: number,
  { lang, custom = [] }: DetailOptions,
): Promise<RejectedValue[]> {
  const found: RejectedValue[] = [];
  if (counts.findings.length + counts.blanked.length === 0) return found;
  for await (const rows of rejectedValues(db, staged, position, lang)) {
    for (const each of rows.slice(0, FIRST - found.length)) {
      const field = staged.fields.find(({ name }) => columnName(staged, name) === each.column)?.name ?? null;
      const shown = each.column === '' ? maskedRow : shownCells(each.column, field, custom);
      found.push({ ...each, value: shown(each.value).slice(0, LONGEST) });
    }
    if (found.length === FIRST) break;
  }
  return found;
}

/** A row that could not be told apart into cells: whatever looks like contact data is masked. */
function maskedRow(row: string): string {
  return row.replace(/\S+@\S+/g, maskEmail).replace(/\d{7,}/g, maskPhone);
}

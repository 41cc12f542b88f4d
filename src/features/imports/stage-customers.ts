import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { Field, FieldType } from '../../domain/field.ts';
import { as, commas } from '../../sql/expression.ts';
import { countAll } from '../grade/count-files.ts';
import type { FileReport } from '../grade/report.ts';
import { type NameParts, namePartsIn } from './built-name.ts';
import { chosenColumns } from './chosen-columns.ts';
import { newFields, wantedFields } from './custom-columns.ts';
import { type ImportRequest, todayOf } from './import-request.ts';
import { type Mapping, mapCustomers } from './map-columns.ts';
import { leftColumns } from './mapping.ts';
import { openMapped } from './open-tables.ts';
import { withPacked } from './packed-address.ts';
import type { ValueKind } from './readers.ts';
import { stageMended } from './stage-mended.ts';
import { columnName, fieldValue, joinedRows, type StagedField, type StagedFile } from './staged-file.ts';

/** A customer list in the staging database and the custom fields that it has columns for. */
export interface StagedCustomers extends FileReport {
  readonly custom: readonly Field[];
  /** The columns that make a name together; null where there is one of names, or none of its parts. */
  readonly nameParts: NameParts | null;
  /** Fields whose column has no value in any row: nothing is said of them. */
  readonly blank: ReadonlySet<string>;
}

/** Reads customer lists into tables of a staging database; a column that nothing else takes is a custom field. */
export async function stageCustomers(
  db: EmbeddedDatabase,
  scratch: string,
  request: ImportRequest,
  known: readonly Field[],
): Promise<StagedCustomers[]> {
  const { signal, context } = request;
  const wanted = wantedFields(known);
  const ids = wanted.map(({ id }) => id);
  const opened = await openMapped(scratch, request, ids, (table, settling) => {
    const { settled, leave, kept } = chosenColumns(table, request);
    return { ...mapCustomers(table, settled, wanted, settling, leave), kept };
  });
  const fields = [...known];
  const staged: StagedCustomers[] = [];
  for (const [index, { table, mapping }] of opened.entries()) {
    signal.throwIfAborted();
    const { leave, kept } = chosenColumns(table, request);
    const columns = withNewFields(table.columns, mapping, leave, fields);
    const byId = new Map(fields.map((field) => [field.id, field]));
    const kinds = [...columns].map(([name, column]) => stagedField(name, column, byId.get(name)));
    const options = {
      ...{ kind: 'customers' as const, fields: withPacked(kinds, table), context, scratch, signal },
      preset: null,
      kept,
    };
    const file = await stageMended(db, table, { ...options, table: `staged_customers${index}` });
    const custom = [...columns.keys()].flatMap((id) => byId.get(id) ?? []);
    const read = new Set(file.fields.map(({ name }) => name));
    const nameParts = namePartsIn(table.columns, read, leftColumns(table.columns, leave));
    const blank = await blankFields(db, file);
    for (const { counts, ...report } of await countAll(db, [], file, todayOf(request))) {
      staged.push({
        ...report,
        counts: { ...counts, blankColumns: namesOf(file, blank) },
        custom,
        nameParts,
        blank,
      });
    }
  }
  return staged;
}

async function blankFields(db: EmbeddedDatabase, staged: StagedFile): Promise<ReadonlySet<string>> {
  const counts = staged.fields.map(({ name }, index) =>
    as(sql`count(${fieldValue(staged, name)})`, `n${index}`),
  );
  const rows = sql`${joinedRows(staged)} where total is null`;
  const [found = {}] = await run(db, sql`select count(*) as n, ${commas(counts)} from ${rows}`);
  if (Number(found.n) === 0) return new Set();
  const blank = staged.fields.filter((_, index) => Number(found[`n${index}`]) === 0);
  return new Set(blank.map(({ name }) => name));
}

function namesOf(staged: StagedFile, fields: ReadonlySet<string>): string[] {
  const named = new Set([...fields].map((name) => columnName(staged, name)));
  return staged.file.columns.filter((name) => named.has(name));
}

/** All columns by field id; fields that are new go to those that are known, for the next file. */
function withNewFields(
  columns: readonly string[],
  mapping: Mapping,
  leave: readonly string[],
  known: Field[],
): ReadonlyMap<string, number> {
  const mapped = new Map(mapping.columns);
  const taken = new Set([...mapped.values(), ...leftColumns(columns, leave)]);
  const found = newFields(columns, taken, known);
  for (const [column, field] of found) {
    mapped.set(field.id, column);
    known.push(field);
  }
  return mapped;
}

const days: ReadonlySet<string> = new Set(['registered_at', 'birthday']);
const kinds: Readonly<Partial<Record<FieldType, ValueKind>>> = {
  number: 'number',
  money: 'amount',
  date: 'moment',
  'yes-no': 'yes-no',
  phone: 'phone',
};

/** How a column of a customer list is read. */
export function stagedField(name: string, column: number, custom: Field | undefined): StagedField {
  if (name === 'customer_id') return { name, column, kind: 'id' };
  if (name === 'phone') return { name, column, kind: 'phone' };
  if (custom === undefined) return { name, column, kind: days.has(name) ? 'moment' : 'text' };
  if (custom.type === 'choice' && custom.choices.length > 0) {
    return { name, column, kind: 'choice', choices: custom.choices };
  }
  return { name, column, kind: kinds[custom.type] ?? 'text' };
}

import { join } from 'node:path';
import type { ChosenEncoding } from '../../domain/encodings.ts';
import { InputError, type Problem } from '../../domain/problem.ts';
import { openTable, type ReadableTable } from '../files/open-table.ts';
import { isKnownName } from './column-names.ts';
import type { Mapping } from './map-columns.ts';
import { type Misfit, type Settled, settledColumn, unknownColumn, unknownField } from './mapping.ts';

/** A file to read, and what it is called where it is spoken of. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
  /** How its text is written, where that was chosen. */
  readonly encoding?: ChosenEncoding | undefined;
  /** The sheet to read of a workbook, where one was chosen. */
  readonly sheet?: string | undefined;
}

export interface Opened<Field extends string> {
  readonly table: ReadableTable;
  readonly mapping: Mapping<Field>;
}

export interface OpenRequest {
  readonly files: readonly SourceFile[];
  readonly settled: Settled;
  readonly leave?: readonly string[];
  readonly signal: AbortSignal;
}

/** Opens every file and finds its columns, or says everything that is wrong with any of them. */
export async function openMapped<Field extends string>(
  scratch: string,
  request: OpenRequest,
  fields: readonly string[],
  map: (table: ReadableTable, settling: ReadonlySet<string>) => Mapping<Field>,
): Promise<Opened<Field>[]> {
  const tables = await openTables(scratch, request);
  const misfits = misfitsOf(tables, request, fields);
  const problems = misfits.map(({ problem }) => problem);
  const settling = new Set(misfits.flatMap((misfit) => misfit.fields));
  const opened = tables.flatMap((table) => {
    const mapping = attempt(problems, () => map(table, settling));
    return mapping === null ? [] : [{ table, mapping }];
  });
  if (problems.length > 0) throw new InputError(problems);
  return opened;
}

/** Opens every file, or says everything that is wrong with any of them. */
export async function openTables(
  scratch: string,
  { files, settled, leave = [], signal }: OpenRequest,
): Promise<ReadableTable[]> {
  const names = new Set([...settled.values(), ...leave]);
  const problems: Problem[] = [];
  const tables: ReadableTable[] = [];
  for (const { path, name, encoding, sheet } of files) {
    try {
      const table = await openTable(path, {
        scratch: join(scratch, 'files'),
        recognise: (column) => isKnownName(column) || names.has(column),
        ...{ signal, encoding, sheet },
      });
      tables.push({ ...table, original: name });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems.map((each) => (each.path === path ? { ...each, path: name } : each)));
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return tables;
}

function attempt<T>(problems: Problem[], work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

/** What was settled or left alone and fits no field or no file; a column need not be in all of them. */
function misfitsOf(
  tables: readonly ReadableTable[],
  { settled, leave = [] }: OpenRequest,
  fields: readonly string[],
): Misfit[] {
  const unknown = leave
    .filter((name) => !tables.some(({ columns }) => columns.includes(name)))
    .map((name): Misfit => ({ ...unknownColumn(name, name, tables), fields: [] }));
  const unfit = [...settled].flatMap(([field, name]): Misfit[] => {
    if (!fields.includes(field)) return [unknownField(field, name, fields)];
    const found = tables.some(({ columns }) => settledColumn(columns, settled, field) !== undefined);
    return found ? [] : [unknownColumn(field, name, tables)];
  });
  return [...unfit, ...unknown];
}

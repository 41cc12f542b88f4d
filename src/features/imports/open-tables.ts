import { join } from 'node:path';
import { InputError, type Problem } from '../../domain/problem.ts';
import { openTable, type ReadableTable } from '../files/open-table.ts';
import { isKnownName } from './column-names.ts';
import type { Mapping } from './map-columns.ts';
import type { Settled } from './mapping.ts';

export interface Opened<Field extends string> {
  readonly table: ReadableTable;
  readonly mapping: Mapping<Field>;
}

export interface OpenRequest {
  readonly files: readonly string[];
  readonly settled: Settled;
  readonly signal: AbortSignal;
}

/** Opens every file and finds its columns, or says everything that is wrong with any of them. */
export async function openTables<Field extends string>(
  scratch: string,
  { files, settled, signal }: OpenRequest,
  map: (table: ReadableTable) => Mapping<Field>,
): Promise<Opened<Field>[]> {
  const problems: Problem[] = [];
  const opened: Opened<Field>[] = [];
  const names = new Set(settled.values());
  for (const file of files) {
    try {
      const table = await openTable(file, {
        scratch: join(scratch, 'files'),
        recognise: (name) => isKnownName(name) || names.has(name),
        signal,
      });
      opened.push({ table, mapping: map(table) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return opened;
}

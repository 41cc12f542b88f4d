import { join } from 'node:path';
import { InputError, type Problem } from '../../domain/problem.ts';
import { openTable, type ReadableTable } from '../files/open-table.ts';
import { isKnownName, type OrderColumn } from './column-names.ts';
import { type Mapping, mapOrders } from './map-columns.ts';
import type { Settled } from './mapping.ts';

export interface OpenedOrders {
  readonly table: ReadableTable;
  readonly mapping: Mapping<OrderColumn>;
}

export interface OpenRequest {
  readonly files: readonly string[];
  readonly settled: Settled;
  readonly preset: string | undefined;
  readonly signal: AbortSignal;
}

/** Opens every order file and finds its columns, or says everything that is wrong with any of them. */
export async function openOrders(
  scratch: string,
  { files, settled, preset, signal }: OpenRequest,
): Promise<OpenedOrders[]> {
  const problems: Problem[] = [];
  const opened: OpenedOrders[] = [];
  const names = new Set(settled.values());
  for (const file of files) {
    try {
      const table = await openTable(file, {
        scratch: join(scratch, 'files'),
        recognise: (name) => isKnownName(name) || names.has(name),
        signal,
      });
      opened.push({ table, mapping: mapOrders(table, settled, preset, new Set()) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return opened;
}

import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError, type Problem } from '../../domain/problem.ts';
import { ruleFields } from '../../sql/needed.ts';
import { openTable, type ReadableTable } from '../files/open-table.ts';
import { customerFieldIds, isKnownName, type OrderColumn, orderColumns } from '../imports/column-names.ts';
import { lonelyItems } from '../imports/join-items.ts';
import { type Mapping, mapOrders } from '../imports/map-columns.ts';
import { type Misfit, settledColumn, unknownColumn, unknownField } from '../imports/mapping.ts';
import { mapListed, type OpenedCustomers } from './listed-customers.ts';
import type { GradeRequest, RepeatedFile } from './report.ts';

export interface OpenedOrders {
  readonly table: ReadableTable;
  readonly mapping: Mapping<OrderColumn>;
}

export interface OpenedFiles {
  readonly orders: readonly OpenedOrders[];
  readonly listed: OpenedCustomers | null;
  readonly repeated: readonly RepeatedFile[];
}

/** Opens every file and finds its columns, or says everything that is wrong with any of them. */
export async function openFiles(scratch: string, request: GradeRequest): Promise<OpenedFiles> {
  const problems: Problem[] = [];
  const attempt = async <T>(work: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  };
  const { files, repeated } = await eachOnce(request.orders);
  const tables: ReadableTable[] = [];
  for (const [index, file] of files.entries()) {
    const onProgress = (done: number, total: number): void =>
      request.progress.at((index + done / Math.max(1, total)) / files.length);
    const table = await attempt(() => open(file, scratch, request, onProgress));
    if (table !== null) tables.push(table);
  }
  const { customers } = request;
  const list = customers === null ? null : await attempt(() => open(customers, scratch, request));
  // What a file that cannot be opened would have had nobody knows.
  const misfits = problems.length > 0 ? [] : misfitsOf(request, tables, list);
  problems.push(...misfits.map(({ problem }) => problem));
  const settling = new Set(misfits.flatMap(({ fields }) => fields));
  const orders: OpenedOrders[] = [];
  for (const table of tables) {
    const mapping = await attempt(() => mapOrders(table, request.settled, request.preset, settling));
    if (mapping !== null) orders.push({ table, mapping });
  }
  if (problems.length === 0) problems.push(...lonelyItems(orders));
  const usable = customers === null || list !== null;
  const listed = usable ? await attempt(() => mapListed(list, request, settling)) : null;
  if (problems.length > 0) throw new InputError(problems);
  return { orders, listed, repeated };
}

async function open(
  file: string,
  scratch: string,
  { settled, signal, encoding, sheet }: GradeRequest,
  onProgress?: (done: number, total: number) => void,
): Promise<ReadableTable> {
  const names = new Set(settled.values());
  return await openTable(file, {
    scratch: join(scratch, 'files'),
    recognise: (name) => isKnownName(name) || names.has(name),
    ...{ signal, encoding, sheet },
    ...(onProgress ? { onProgress } : {}),
  });
}

/** The files without those that were named before, by whatever path. */
async function eachOnce(
  paths: readonly string[],
): Promise<{ files: readonly string[]; repeated: readonly RepeatedFile[] }> {
  const places = new Map<string, string>();
  const repeated: RepeatedFile[] = [];
  for (const file of paths) {
    const place = await realpath(file).catch(() => resolve(file));
    const first = places.get(place);
    if (first === undefined) places.set(place, file);
    else repeated.push({ file, first });
  }
  return { files: [...places.values()], repeated };
}

/** What `--map` says that fits no field or no file; a column need not be in all of them. */
function misfitsOf(
  { settled, scheme }: GradeRequest,
  orders: readonly ReadableTable[],
  listed: ReadableTable | null,
): Misfit[] {
  const used = ruleFields(scheme).map(({ id }) => id);
  const ofCustomers = new Set([...customerFieldIds, ...scheme.fields.keys(), ...used]);
  const ofOrders: ReadonlySet<string> = new Set(orderColumns);
  const fields = [...new Set([...ofOrders, ...ofCustomers])];
  return [...settled].flatMap(([field, name]): Misfit[] => {
    if (!fields.includes(field)) return [unknownField(field, name, fields)];
    const tables = [
      ...(ofOrders.has(field) ? orders : []),
      ...(ofCustomers.has(field) && listed !== null ? [listed] : []),
    ];
    const found = tables.some(({ columns }) => settledColumn(columns, settled, field) !== undefined);
    return found ? [] : [unknownColumn(field, name, tables)];
  });
}

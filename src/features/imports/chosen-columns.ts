import type { ReadableTable } from '../files/open-table.ts';
import { type FileKind, foldName } from './column-names.ts';
import {
  type ChosenMapping,
  headerOf,
  type KeptMapping,
  keptFor,
  type MappingChoice,
} from './kept-mappings.ts';
import { type Settled, settledColumn } from './mapping.ts';
import { recognise } from './presets.ts';
import { leftWithReasons } from './reason-column.ts';
import type { WithoutBuyer } from './without-buyer.ts';

/** What somebody says of the files of one import, and what was kept of files like them. */
export interface Choosing {
  readonly kind: FileKind;
  readonly settled: Settled;
  readonly leave?: readonly string[];
  readonly preset: string | undefined;
  readonly withoutBuyer?: WithoutBuyer | null;
  /** Mappings that hold for files with their header. */
  readonly kept?: readonly KeptMapping[];
}

/** What holds for one file. */
export interface ChosenColumns {
  readonly settled: Settled;
  readonly leave: readonly string[];
  readonly preset: string | undefined;
  readonly withoutBuyer: WithoutBuyer | null;
  /** The kept mapping that it is read by; null where there is none. */
  readonly kept: KeptMapping | null;
}

/** What holds for a file: what is said now goes before what was kept, column by column and field by field. */
export function chosenColumns(table: ReadableTable, choosing: Choosing): ChosenColumns {
  const { kind, settled, preset, withoutBuyer = null, kept = [] } = choosing;
  const leave = leftWithReasons(table, choosing.leave);
  const found = keptFor(kept, kind, table);
  if (found === null) return { settled, leave, preset, withoutBuyer, kept: null };
  const said = new Set([...[...settled.values()].map(foldName), ...leave.map(foldName)]);
  const stays = Object.entries(found.map).filter(
    ([field, column]) => !settled.has(field) && !said.has(foldName(column)),
  );
  const left = new Set(found.leave.map(foldName));
  const further = table.columns.filter((column) => left.has(foldName(column)) && !said.has(foldName(column)));
  return {
    settled: new Map([...stays, ...settled]),
    leave: [...leave, ...further],
    preset: preset ?? found.preset ?? undefined,
    withoutBuyer: withoutBuyer ?? found.withoutBuyer,
    kept: found,
  };
}

/** What is to be kept of what was said of a file; null where nothing was said that concerns it. */
export function choiceOf(table: ReadableTable, choosing: Choosing): MappingChoice | null {
  const { kind, settled, leave = [], preset, withoutBuyer = null } = choosing;
  const isSettled = [...settled.keys()].some(
    (field) => settledColumn(table.columns, settled, field) !== undefined,
  );
  const isLeft = leave.some((name) => table.columns.includes(name));
  const isForced = preset !== undefined && preset !== recognise(table.columns, table.sample)?.id;
  if (!isSettled && !isLeft && !isForced && withoutBuyer === null) return null;
  const all = chosenColumns(table, choosing);
  const reasons = leftWithReasons(table);
  const chosen: ChosenMapping = {
    map: mapOf(table, all.settled),
    leave: all.leave.filter((name) => table.columns.includes(name) && !reasons.includes(name)),
    preset: all.preset ?? null,
    withoutBuyer: all.withoutBuyer,
  };
  return { kind, header: headerOf(table), file: table.original, ...chosen };
}

/** Of what was settled what this file has, by the names of its columns. */
function mapOf({ columns }: ReadableTable, settled: Settled): Record<string, string> {
  return Object.fromEntries(
    [...settled.keys()].flatMap((field): [string, string][] => {
      const column = columns[settledColumn(columns, settled, field) ?? -1];
      return column === undefined ? [] : [[field, column]];
    }),
  );
}

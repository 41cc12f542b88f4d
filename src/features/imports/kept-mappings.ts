import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { bigint } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import type { ReadableTable } from '../files/open-table.ts';
import { isoMoment, momentSql, nextNumber } from '../register/recording.ts';
import { type FileKind, foldName } from './column-names.ts';
import { leftWithReasons } from './reason-column.ts';
import type { WithoutBuyer } from './without-buyer.ts';

/** What somebody chose of a file's columns. */
export interface ChosenMapping {
  /** Names of columns by the fields they give. */
  readonly map: Readonly<Record<string, string>>;
  /** Names of columns that are not read. */
  readonly leave: readonly string[];
  readonly preset: string | null;
  readonly withoutBuyer: WithoutBuyer | null;
}

/** A mapping that holds for every further file with the same header. */
export interface KeptMapping extends ChosenMapping {
  readonly id: bigint;
  readonly kind: FileKind;
  readonly header: string;
  /** The file for which it was chosen. */
  readonly file: string;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

type Header = Pick<ReadableTable, 'columns' | 'sample'>;

interface Row extends Omit<KeptMapping, keyof ChosenMapping> {
  readonly settled: string;
}

/** All that are kept, the newest first. */
export async function readMappings(db: Kysely<unknown>): Promise<readonly KeptMapping[]> {
  const { rows } =
    await sql<Row>`select mapping_id as id, kind, header, cast(settled as text) as settled, file, author,
      cast(kept_at as text) as at
    from kept_mappings order by mapping_id desc`.execute(db);
  return rows.map(({ settled, at, ...row }) => ({
    ...row,
    ...(JSON.parse(settled) as ChosenMapping),
    at: isoMoment(at),
  }));
}

/** By what a file's header is known: the names of its columns, tidied, whatever their order, without the reasons of an error file. */
export function headerOf(table: Header): string {
  const reasons = leftWithReasons(table);
  const names = [...new Set(table.columns.filter((name) => !reasons.includes(name)).map(foldName))].sort();
  return createHash('sha256').update(JSON.stringify(names)).digest('hex');
}

/** The mapping that is kept for files like one; null for none. */
export function keptFor(kept: readonly KeptMapping[], kind: FileKind, table: Header): KeptMapping | null {
  if (kept.length === 0) return null;
  const header = headerOf(table);
  return kept.find((one) => one.kind === kind && one.header === header) ?? null;
}

/** What is to be kept of what was chosen for a file. */
export interface MappingChoice extends ChosenMapping, Pick<KeptMapping, 'kind' | 'header' | 'file'> {}

/**
 * Keeps what was chosen for files, each for its header, instead of what was kept for it before. In a transaction; `latest` sees what others
 * have written meanwhile, and nobody writes.
 */
export async function noteMappings(
  trx: Kysely<unknown>,
  latest: Kysely<unknown>,
  choices: readonly MappingChoice[],
  { author, at }: { readonly author: string; readonly at: number },
): Promise<void> {
  if (choices.length === 0) return;
  const kept = [...(await readMappings(latest))];
  let id = await nextNumber(latest, 'kept_mappings', 'mapping_id');
  for (const { kind, header, file, ...chosen } of choices) {
    const place = kept.findIndex((one) => one.kind === kind && one.header === header);
    const before = kept[place];
    if (before !== undefined && saysTheSame(before, chosen)) continue;
    if (before !== undefined) await remove(trx, before.id);
    await sql`insert into kept_mappings values (${bigint(id)}, ${kind}, ${header}, ${JSON.stringify(chosen)}, ${file}, ${author},
      ${momentSql(at)})`.execute(trx);
    kept.unshift({ id, kind, header, file, author, at: new Date(at).toISOString(), ...chosen });
    id += 1n;
  }
}

/** Reads such files by the names of their columns again. Throws an AppError where there is no such mapping. */
export async function forgetMapping(
  { writer }: DataFolder,
  id: bigint,
  { author, at }: { readonly author: string; readonly at: number },
): Promise<void> {
  await writer.write(async (trx) => {
    const found = (await readMappings(trx)).find((one) => one.id === id);
    if (found === undefined) declineUnknown();
    await remove(trx, id);
    const { kind, file, map } = found;
    await note(trx, { at, actor: author, action: 'mapping-forgotten', subject: file, detail: { kind, map } });
  });
}

async function remove(trx: Kysely<unknown>, id: bigint): Promise<void> {
  await sql`delete from kept_mappings where mapping_id = ${bigint(id)}`.execute(trx);
}

function saysTheSame(a: ChosenMapping, b: ChosenMapping): boolean {
  const written = ({ map, leave, preset, withoutBuyer }: ChosenMapping): string =>
    JSON.stringify([Object.entries(map).sort(), leave.toSorted(), preset, withoutBuyer]);
  return written(a) === written(b);
}

function declineUnknown(): never {
  return decline(
    'not-found',
    '没有记住这样的列对应；它可能已经被忘掉了',
    'no such mapping is kept; it may have been forgotten by now',
  );
}

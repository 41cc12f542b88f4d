import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { refuse } from '../../domain/problem.ts';
import { bigint } from '../../sql/expression.ts';
import { type AuditAction, note } from '../audit/audit.ts';
import type { Seal } from '../contacts/seal.ts';
import { momentSql } from '../register/recording.ts';
import { secretOf } from '../webhooks/signature.ts';
import { checkBeside } from './check-beside.ts';
import { checkSecret, checkSource, type GivenSource } from './check-source.ts';
import { type Source, sourceOf } from './find-source.ts';
import { freshNumber } from './fresh-number.ts';

/** Somebody who manages sources, and what they may need. */
export interface ManagingSources {
  readonly folder: DataFolder;
  readonly seal: Seal;
  /** 32 random bytes. */
  readonly random: () => Uint8Array;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** An old secret holds as long beside the new one. */
const BOTH_MS = 24 * 3_600_000;
/** More would be a mistake. */
const MOST = 50;
const ADDRESS_BYTES = 18;

/**
 * Adds a source. Its secret is the other system's where that gives it out, else one made here and shown this once (`secret`, null where it was
 * given). Throws an InputError.
 */
export async function addSource(
  { folder, seal, random, author, at }: ManagingSources,
  given: GivenSource & { readonly secret?: string | undefined },
): Promise<{ readonly id: bigint; readonly address: string; readonly secret: string | null }> {
  const { name, kind, settings } = checkSource(given);
  const { secret, made } = secretFor(kind, given.secret, random);
  const address = Buffer.from(random()).subarray(0, ADDRESS_BYTES).toString('base64url');
  const id = await folder.writer.write(async (trx) => {
    const number = await freshNumber(trx, 'source');
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from sources`.execute(trx);
    if ((rows[0]?.n ?? 0n) >= MOST) refuseMore();
    await checkBeside(trx, { kind, settings }, null);
    await sql`insert into sources (source_id, address, name, kind, settings, secret_sealed, author, added_at, received)
      values (${bigint(number)}, ${address}, ${name}, ${sql.lit(kind)}, ${JSON.stringify(settings)}, ${seal.seal(secret)}, ${author},
        ${momentSql(at)}, 0)`.execute(trx);
    await noted(trx, { author, at }, 'source-added', { id: number, name }, { kind });
    return number;
  });
  return { id, address, secret: made ? secret : null };
}

export interface SourceChanges {
  readonly name?: string | undefined;
  /** What is left out stays. */
  readonly settings?: GivenSource['settings'] | undefined;
  /** Paused, deliveries are kept unread until it goes on. */
  readonly paused?: boolean | undefined;
  /** Somebody's word that numbers which the mapping reads elsewhere are those of before. */
  readonly sameNumbers?: boolean | undefined;
}

/** Changes a source. Throws an InputError, or an AppError `not-found`. */
export async function changeSource(
  { folder, author, at }: ManagingSources,
  id: bigint,
  changes: SourceChanges,
): Promise<void> {
  await folder.writer.write(async (trx) => {
    const before = await sourceOf(trx, id);
    const { name, settings } = checkSource({
      kind: before.kind,
      name: changes.name ?? before.name,
      settings: { ...before.settings, ...changes.settings },
    });
    const { sameNumbers = false } = changes;
    await checkBeside(trx, { kind: before.kind, settings, sameNumbers }, before);
    const paused = changes.paused ?? before.pausedAt !== null;
    const by = paused ? (before.pausedBy ?? author) : null;
    const pausedAt = paused ? sql`coalesce(paused_at, ${momentSql(at)})` : sql`null`;
    await sql`update sources set name = ${name}, settings = ${JSON.stringify(settings)}, paused_by = cast(${by} as text), paused_at = ${pausedAt}
      where source_id = ${bigint(id)}`.execute(trx);
    await noted(trx, { author, at }, 'source-changed', { id, name }, { paused });
  });
}

/** Gives a source another secret, shown this once where it was made here; the old one holds beside it for a day. Throws as `addSource`. */
export async function renewSourceSecret(
  { folder, seal, random, author, at }: ManagingSources,
  id: bigint,
  given: string | undefined,
): Promise<string | null> {
  const { kind, name } = await sourceOf(folder.database().reader, id);
  const { secret, made } = secretFor(kind, given, random);
  await folder.writer.write(async (trx) => {
    await sourceOf(trx, id);
    await sql`update sources set previous_sealed = secret_sealed, previous_until = ${momentSql(at + BOTH_MS)},
        secret_sealed = ${seal.seal(secret)} where source_id = ${bigint(id)}`.execute(trx);
    await noted(trx, { author, at }, 'source-secret-renewed', { id, name }, {});
  });
  return made ? secret : null;
}

/** Removes a source with all that waits of it; what it brought stays. Throws an AppError `not-found`. */
export async function removeSource({ folder, author, at }: ManagingSources, id: bigint): Promise<void> {
  await folder.writer.write(async (trx) => {
    const { name } = await sourceOf(trx, id);
    for (const table of ['source_deliveries', 'source_orders', 'source_customers', 'sources']) {
      await sql`delete from ${sql.table(table)} where source_id = ${bigint(id)}`.execute(trx);
    }
    await noted(trx, { author, at }, 'source-removed', { id, name }, {});
  });
}

function secretFor(
  kind: Source['kind'],
  given: string | undefined,
  random: () => Uint8Array,
): { readonly secret: string; readonly made: boolean } {
  const secret = checkSecret(kind, given);
  return secret === null ? { secret: secretOf(random()), made: true } : { secret, made: false };
}

async function noted(
  trx: Kysely<unknown>,
  { author, at }: Pick<ManagingSources, 'author' | 'at'>,
  action: AuditAction,
  { id, name }: Pick<Source, 'id' | 'name'>,
  detail: object,
): Promise<void> {
  await note(trx, { at, actor: author, action, subject: name, detail: { id: String(id), ...detail } });
}

function refuseMore(): never {
  return refuse(
    'too-many-sources',
    '',
    `最多 ${MOST} 个推送来源；请先删除不用的`,
    `there may be ${MOST} sources at most; remove one that is not needed first`,
  );
}

import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { bandsOf } from '../../domain/lint/band.ts';
import type { Mend } from '../../domain/lint/finding.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { text } from '../../domain/text.ts';
import type { Visibility } from '../access/authorise.ts';
import { openGrid } from '../customers/grid.ts';
import { type Reading, readCustomers } from '../customers/reading.ts';
import { storedMigrations } from '../simulations/stored-migrations.ts';

/** A tier that nobody is in today, among so many customers. */
export interface EmptyTier {
  readonly place: number;
  readonly customers: number;
  /** Where one threshold decides: as low as the best customer is. */
  readonly mend: Mend | null;
}

/** Of fewer customers an empty tier says nothing. */
const FEWEST = 50;

/**
 * The tiers that nobody would be in by a draft, told by what the last evaluation stored. None where it stored other
 * metrics, and for whoever sees a part of the customers only.
 */
export async function emptyTiers(
  folder: DataFolder,
  visibility: Visibility,
  { scheme, document }: { readonly scheme: Scheme; readonly document: unknown },
): Promise<readonly EmptyTier[]> {
  if (!('all' in visibility)) return [];
  return await readCustomers(
    folder,
    async (reading) =>
      await reading.remember(['empty tiers', document], async () => await readEmpty(reading, scheme)),
  );
}

async function readEmpty(reading: Reading, scheme: Scheme): Promise<EmptyTier[]> {
  const { db, dialect, generation } = reading;
  if (generation === null || generation.scheme.currency !== scheme.currency) return [];
  const moved = await storedMigrations({ kysely: db, dialect }, generation, scheme);
  const customers = (moved ?? []).reduce((sum, row) => sum + row.customers, 0);
  if (moved === null || customers < FEWEST) return [];
  const held = new Set(moved.map(({ to }) => to));
  const empty: EmptyTier[] = [];
  for (const place of scheme.tiers.keys()) {
    if (!held.has(place)) empty.push({ place, customers, mend: await mendOf(place, scheme, reading) });
  }
  return empty;
}

/** A threshold that somebody reaches, above those of the tiers below; two digits are enough. */
async function mendOf(place: number, scheme: Scheme, reading: Reading): Promise<Mend | null> {
  const rule = scheme.tiers[place]?.when ?? null;
  const [band] = (rule && bandsOf(rule, ['tiers', place, 'when']))?.bands.values() ?? [];
  const [placed] = band?.placed ?? [];
  const [test] = placed?.test.tests ?? [];
  if (rule?.kind !== 'test' || !placed || test?.op === undefined || rule.tests.length > 1) return null;
  if (test.op !== 'atLeast' && test.op !== 'over') return null;
  const best = await highestOf(rule.subject.id, reading);
  const threshold = best === null || best <= 0 ? 0 : roundedDown(best);
  const under = scheme.tiers.slice(0, place).flatMap(({ when }) => {
    const from = when && bandsOf(when, [])?.bands.get(`metric:${rule.subject.id}`)?.from;
    return from ? [Number(from.at.num) / Number(from.at.den)] : [];
  });
  if (threshold <= Math.max(0, ...under)) return null;
  const said = text('把门槛降到现有客户够得到的地方', 'lower the threshold to where a customer is today');
  return { said, edits: [{ path: placed.path, value: { metric: rule.subject.id, atLeast: threshold } }] };
}

/** In major units; null where nobody has a value and for fractions, days and texts. */
async function highestOf(id: string, reading: Reading): Promise<number | null> {
  const stored = reading.generation?.graded.metrics.find(({ metric }) => metric.id === id);
  if (stored === undefined || stored.den !== null || stored.value.type !== 'bigint') return null;
  const grid = openGrid(reading);
  const { rows } = await sql<{ best: bigint | null }>`select max(${grid.column(stored.value.name)}) as best
    from ${grid.from()}`.execute(reading.db);
  const best = rows[0]?.best ?? null;
  return best === null ? null : Number(best) / 10 ** stored.metric.scale;
}

function roundedDown(value: number): number {
  if (value < 100) return Math.floor(value);
  const power = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.floor(value / power) * power;
}

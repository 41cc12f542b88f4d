import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { currentGeneration } from '../src/features/evaluations/generation.ts';
import { type Migration, whatIf } from '../src/features/tiers/what-if.ts';
import { type DayFigures, measureDaysOf } from './day.ts';
import { columnOf } from './evaluate.ts';
import { type Figures, figures } from './figures.ts';
import type { BenchOptions } from './options.ts';
import { drafted, levels, levelsByHand } from './schemes.ts';
import { postgresPlace, type ShopPlace } from './shop-place.ts';

/** Runs whose mean is one figure. */
const REPEAT = 10;

/** The measurements that PostgreSQL can be asked for, over one import of the sample. */
export async function measureOnPostgres(
  sample: string,
  { only, database, runs, customers }: BenchOptions,
): Promise<{ readonly whatIf: Figures | null; readonly day: DayFigures | null }> {
  const work = await mkdtemp(join(tmpdir(), 'tierbook-bench-postgres-'));
  try {
    const place = await postgresPlace(sample, work, database);
    try {
      // After it everybody is graded.
      const day = await measureDaysOf(place, runs);
      const what = only.includes('what-if') ? await measureWhatIf(place, runs, customers) : null;
      return { whatIf: what, day: only.includes('day') ? day : null };
    } finally {
      await place.close();
    }
  } finally {
    await rm(work, { recursive: true });
  }
}

type Moved = Pick<Migration, 'from' | 'to' | 'customers' | 'revenue'>;

/** A draft over the grades that are shown, and one grouped select over a keyed table of the same columns. */
async function measureWhatIf(place: ShopPlace, runs: number, customers: number): Promise<Figures> {
  const folder = await place.open(Date.now());
  const twin = await place.twin();
  try {
    const { reader, dialect } = folder.database();
    const generation = await currentGeneration(reader);
    if (generation === null) throw new Error('nobody is graded');
    const { graded } = generation;
    const [spend, orders, revenue] = ['spend_12m', 'orders_12m', 'spend'].map((id) =>
      columnOf(graded.metrics, id),
    );
    await twin.run(
      'create table t (customer_id bigint primary key, tier bigint, spend bigint, orders bigint, revenue bigint)',
    );
    await twin.run(
      `insert into t select customer_id, tier, ${spend}, ${orders}, ${revenue} from ${graded.table}`,
    );
    await twin.run('analyze t');
    const matrix = `select tier, ${levelsByHand(drafted)}, count(*), cast(sum(revenue) as bigint) from t group by 1, 2 order by 1, 2`;
    const product = async (): Promise<Moved[]> =>
      (await whatIf({ kysely: reader, dialect }, levels(drafted), graded)).map(
        ({ from, to, customers: moved, revenue: spent }) => ({ from, to, customers: moved, revenue: spent }),
      );
    const bare = async (): Promise<Moved[]> =>
      (await twin.rows(matrix)).map(([from, to, moved, spent]) => ({
        from: Number(from),
        to: Number(to),
        customers: Number(moved),
        revenue: BigInt(String(spent)),
      }));
    if (!isDeepStrictEqual(await product(), await bare()))
      throw new Error('what-if: the twin says something else');
    const times: Record<'product' | 'bare', number[]> = { product: [], bare: [] };
    for (let run = 0; run < runs; run++) {
      times.product.push(await meanOf(product));
      times.bare.push(await meanOf(bare));
    }
    await twin.drop('t');
    return figures('what-if', customers, times, process.resourceUsage().maxRSS / 1024);
  } finally {
    await twin.close();
    await folder.close();
  }
}

async function meanOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  for (let time = 0; time < REPEAT; time++) await work();
  return (performance.now() - started) / REPEAT;
}

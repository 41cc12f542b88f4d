import { writeFile } from 'node:fs/promises';
import { gradeAll } from '../src/features/tiers/grade-all.ts';
import { type Migration, whatIf } from '../src/features/tiers/what-if.ts';
import { planEvaluation } from '../src/sql/evaluation.ts';
import { shownMetrics } from '../src/sql/needed.ts';
import { openBare } from './bare.ts';
import { columnOf } from './evaluate.ts';
import type { Measurement, Place, Side } from './measurement.ts';
import { copyRegister, openCopy, openRegister, prepareRegister } from './register.ts';
import { until } from './sample.ts';
import { drafted, levels, levelsByHand, published } from './schemes.ts';

/** A draft with other thresholds over the stored metrics: histogram, migration matrix and revenue. */
export const whatIfMeasurement: Measurement = {
  name: 'what-if',
  rows: 'customers',
  repeat: 10,
  prepare,
  sides: { product, bare },
  compared: ['from_tier', 'to_tier', 'customers', 'revenue'],
};

const wanted = [...shownMetrics(levels(published)), 'spend'];

/** Grades everybody, once as the product stores it and once as one would by hand. */
async function prepare(sample: string, folder: string): Promise<void> {
  await prepareRegister(sample, folder);
  const db = await openRegister(folder);
  const graded = await gradeAll(db, levels(published), until, { table: 'graded', wanted, keyed: true });
  const [spend, orders, revenue] = ['spend_12m', 'orders_12m', 'spend'].map((id) =>
    columnOf(graded.metrics, id),
  );
  await db.connection.run(
    'create table t (customer_id bigint primary key, tier bigint, spend bigint, orders bigint, revenue bigint)',
  );
  await db.connection.run(
    `insert into t select customer_id, tier, ${spend}, ${orders}, ${revenue} from graded`,
  );
  await db.close();
}

type Moved = Pick<Migration, 'from' | 'to' | 'customers' | 'revenue'>;

async function product(place: Place): Promise<Side> {
  const db = await openCopy(place);
  const scheme = levels(published);
  const { stored } = planEvaluation({ scheme, asOf: until, dialect: db.dialect, wanted });
  const draft = levels(drafted);
  return side(async () => await whatIf(db, draft, { table: 'graded', metrics: stored }), db.close);
}

async function bare(place: Place): Promise<Side> {
  const { connection, close } = await openBare(await copyRegister(place));
  const matrix = `select tier, ${levelsByHand(drafted)}, count(*), cast(sum(revenue) as bigint) from t group by 1, 2 order by 1, 2`;
  const run = async (): Promise<Moved[]> => {
    const rows = (await connection.runAndReadAll(matrix)).getRows();
    return rows.map(([from, to, customers, revenue]) => ({
      from: Number(from),
      to: Number(to),
      customers: Number(customers),
      revenue: BigInt(String(revenue)),
    }));
  };
  return side(run, async () => close());
}

function side(migrate: () => Promise<readonly Moved[]>, close: Side['close']): Side {
  let found: readonly Moved[] = [];
  return {
    run: async () => {
      found = await migrate();
    },
    undo: async () => {},
    writeResult: async (file) => {
      const lines = found.map(
        ({ from, to, customers, revenue }) => `${from},${to},${customers},${revenue}\n`,
      );
      await writeFile(file, `from_tier,to_tier,customers,revenue\n${lines.join('')}`);
    },
    close,
  };
}

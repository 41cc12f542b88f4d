import { type GradedTable, gradeAll } from '../src/features/tiers/grade-all.ts';
import { shownMetrics } from '../src/sql/needed.ts';
import type { StoredMetric } from '../src/sql/stored.ts';
import { copyToCsv, dropTable, openBare } from './bare.ts';
import { counted, spend } from './by-hand.ts';
import type { Measurement, Place, Side } from './measurement.ts';
import { copyRegister, openCopy, prepareRegister } from './register.ts';
import { until } from './sample.ts';
import { levels, levelsByHand, published } from './schemes.ts';

/** Stored orders to stored tiers with a primary key. */
export const evaluateMeasurement: Measurement = {
  name: 'evaluate',
  rows: 'orders',
  repeat: 1,
  prepare: prepareRegister,
  sides: { product, bare },
  compared: ['customer_id', 'tier', 'spend', 'orders'],
};

async function product(place: Place): Promise<Side> {
  const db = await openCopy(place);
  const scheme = levels(published);
  let graded: GradedTable = { table: 'graded', metrics: [] };
  return {
    run: async () => {
      graded = await gradeAll(db, scheme, until, {
        table: 'graded',
        wanted: shownMetrics(scheme),
        keyed: true,
      });
    },
    undo: async () => await dropTable(db.connection, 'graded'),
    writeResult: async (file) => {
      const columns = `${columnOf(graded.metrics, 'spend_12m')} as spend, ${columnOf(graded.metrics, 'orders_12m')} as orders`;
      await copyToCsv(db.connection, `select customer_id, tier, ${columns} from graded`, file);
    },
    close: db.close,
  };
}

/** The stored column of a metric. */
export function columnOf(metrics: readonly StoredMetric[], id: string): string {
  const found = metrics.find(({ metric }) => metric.id === id);
  if (found === undefined) throw new RangeError(`not stored: ${id}`);
  return found.value.name;
}

async function bare(place: Place): Promise<Side> {
  const { connection, close } = await openBare(await copyRegister(place));
  return {
    run: async () => {
      await connection.run(
        'create table t (customer_id bigint primary key, tier bigint, spend bigint, orders bigint)',
      );
      await connection.run(
        `insert into t select customer_id, ${levelsByHand(published)}, spend, orders from (${metrics})`,
      );
    },
    undo: async () => await dropTable(connection, 't'),
    writeResult: async (file) => await copyToCsv(connection, 'select * from t', file),
    close: async () => close(),
  };
}

/** Every customer's metrics, nothing bought being 0. */
const metrics = `select customers.customer_id, coalesce(spend, 0) as spend, coalesce(orders, 0) as orders
  from customers left join (select customer_id, ${spend} as spend, count(*) as orders from orders
    where ${counted} group by customer_id) as bought on bought.customer_id = customers.customer_id`;

import { rfmSegments } from '../src/domain/rfm-segments.ts';
import { type GradedTable, gradeAll } from '../src/features/tiers/grade-all.ts';
import { shownMetrics } from '../src/sql/needed.ts';
import { type BareDatabase, copyToCsv, dropTable, openBare, quoted } from './bare.ts';
import { counted, recency, spend } from './by-hand.ts';
import { columnOf } from './evaluate.ts';
import type { Measurement, Place, Side } from './measurement.ts';
import { copyRegister, openCopy, prepareRegister } from './register.ts';
import { until } from './sample.ts';
import { bestSegments, rfmScheme } from './schemes.ts';

const scores = ['recency', 'frequency', 'monetary'];

/** Stored orders to stored RFM scores and segments, scored by thresholds. */
export const rfmMeasurement: Measurement = {
  name: 'rfm',
  rows: 'orders',
  repeat: 1,
  prepare: prepareRegister,
  sides: { product, bare },
  compared: ['customer_id', 'tier', ...scores, 'segment'],
};

async function product(place: Place): Promise<Side> {
  const db = await openCopy(place);
  const scheme = rfmScheme();
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
      const columns = [...scores, 'segment'].map((id) => `${columnOf(graded.metrics, id)} as ${id}`);
      await copyToCsv(db.connection, `select customer_id, tier, ${columns} from graded`, file);
    },
    close: db.close,
  };
}

async function bare(place: Place): Promise<Side> {
  const { connection, close } = await openBare(await copyRegister(place));
  return {
    run: async () => await scoreByHand(connection),
    undo: async () => {
      await connection.run('drop table facts');
      await dropTable(connection, 't');
    },
    writeResult: async (file) => await copyToCsv(connection, 'select * from t', file),
    close: async () => close(),
  };
}

/** Facts of those who bought, their cut points, then everybody's scores. */
async function scoreByHand(connection: BareDatabase['connection']): Promise<void> {
  await connection.run(
    `create temp table facts as select customer_id, ${recency} as recency, count(*) as frequency, ${spend} as monetary
      from orders where ${counted} group by customer_id`,
  );
  const points = scores.map(
    (fact) => `percentile_disc([0.2, 0.4, 0.6, 0.8]) within group (order by ${fact})`,
  );
  const [row = []] = (await connection.runAndReadAll(`select ${points} from facts`)).getRowsJson();
  const [r, f, m] = scores.map((fact, index) => score(fact, row[index] as readonly string[]));
  await connection.run(
    `create table t (customer_id bigint primary key, tier bigint, ${scores.map((name) => `${name} bigint`)}, segment text)`,
  );
  await connection.run(
    `insert into t select customer_id, case when segment in (${bestSegments.map(quoted)}) then 1 else 0 end, ${scores}, segment
      from (select *, ${segment} as segment from (select customers.customer_id, 6 - (${r}) as recency, ${f} as frequency,
        ${m} as monetary from customers left join facts on facts.customer_id = customers.customer_id))`,
  );
}

function score(fact: string, points: readonly string[]): string {
  const cases = points.map((point, index) => `when ${fact} > ${point} then ${index + 2}`).toReversed();
  return `case ${cases.join(' ')} when ${fact} is not null then 1 end`;
}

/** The names in the order of their codes 111, 112 … 555, looked up by position. */
const names = [...rfmSegments()]
  .toSorted(([a], [b]) => Number(a) - Number(b))
  .map(([, name]) => quoted(name));
const segment = `[${names}][recency * 25 + frequency * 5 + monetary - 30]`;

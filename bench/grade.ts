import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { grade } from '../src/features/grade/grade.ts';
import { loadScheme } from '../src/features/schemes/load-scheme.ts';
import { openBare, quoted } from './bare.ts';
import type { Measurement, Place, Side } from './measurement.ts';

/** CSV to CSV: an order file in, one row per customer with the tier out. */
export const gradeMeasurement: Measurement = {
  name: 'grade',
  rows: 'orders',
  repeat: 1,
  prepare: async () => {},
  sides: { product, bare },
  compared: ['customer_id', 'tier', 'spend_12m', 'orders_12m'],
};

async function product({ sample, scratch }: Place): Promise<Side> {
  const out = join(scratch, 'graded.csv');
  const scheme = await loadScheme('sales-levels');
  return side(out, async () => {
    await grade({
      orders: [join(sample, 'orders.csv')],
      scheme,
      out,
      customers: null,
      asOf: null,
      settled: new Map(),
      preset: undefined,
      amounts: null,
      dayOrder: undefined,
      rejects: null,
      lang: 'zh',
      now: Date.now(),
      signal: new AbortController().signal,
      progress: { step: () => {}, at: () => {} },
    });
  });
}

async function bare({ sample, scratch }: Place): Promise<Side> {
  const out = join(scratch, 'graded.csv');
  return side(out, async () => {
    const { connection, close } = await openBare(':memory:');
    await connection.run('set preserve_insertion_order = false');
    await connection.run(collapsed(join(sample, 'orders.csv')));
    await connection.run(`copy (${graded}) to ${quoted(out)} (format csv, header)`);
    close();
  });
}

function side(out: string, run: Side['run']): Side {
  return {
    run,
    undo: async () => {},
    writeResult: async (file) => await copyFile(out, file),
    close: async () => {},
  };
}

/** Declared types read a little faster than sniffed ones; only days are needed of the times. */
const columns = Object.entries({
  order_id: 'bigint',
  customer_id: 'varchar',
  ordered_at: 'date',
  paid_at: 'date',
  amount: 'double',
  refunded: 'double',
  refunded_at: 'date',
  status: 'varchar',
  category: 'varchar',
  product: 'varchar',
  quantity: 'integer',
  channel: 'varchar',
  store: 'varchar',
}).map(([name, type]) => `${name}: '${type}'`);

/** Of statuses that differ among the rows of an order the one furthest along stands: a small number. */
const furthest = `min(case status when 'completed' then 0 when 'shipped' then 1 when 'paid' then 2
  when 'refunded' then 3 when 'unpaid' then 4 else 5 end::utinyint)`;
const REFUNDED = 3;

/** Rows collapsed to orders by id and channel. Doubles hold cents exactly here: sums stay far below 2^53. */
function collapsed(file: string): string {
  return `create temp table collapsed as select min(customer_id) as customer_id, min(coalesce(paid_at, ordered_at)) as day,
    sum(amount) as amount, sum(refunded) as refunded, coalesce(min(refunded_at), min(coalesce(paid_at, ordered_at))) as refund_day,
    ${furthest} as status
    from read_csv(${quoted(file)}, header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns = {${columns}})
    group by order_id, channel`;
}

const counts = `day >= first_day and (status < ${REFUNDED} or (status = ${REFUNDED} and refund_day > last_day))`;
const given = `case when refund_day <= last_day then coalesce(refunded, case when status = ${REFUNDED} then amount else 0 end) else 0 end`;

const graded = `with days as materialized (
    select max(day) as last_day, cast(max(day) - interval 12 month + interval 1 day as date) as first_day from collapsed),
  counted as (select customer_id, case when ${counts} then greatest(amount - ${given}, 0) end as net from collapsed, days),
  metrics as (select customer_id, cast(coalesce(sum(net), 0) as decimal(18, 2)) as spend_12m, count(net) as orders_12m
    from counted group by customer_id)
  select customer_id, case when spend_12m > 10000 and orders_12m > 5 then 'level-1'
      when spend_12m >= 5000 and orders_12m >= 3 then 'level-2' else 'level-3' end as tier, spend_12m, orders_12m
    from metrics order by customer_id`;

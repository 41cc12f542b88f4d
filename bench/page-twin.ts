import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import fastify from 'fastify';
import { quoted } from './bare.ts';
import type { Asked } from './page-queries.ts';

const MARK = '--twin';
/** As many connections as the product reads through. */
const READERS = 4;

export interface TwinProcess {
  readonly page: (asked: Asked) => Promise<string[]>;
  readonly stop: () => Promise<void>;
}

/** Copies what lists of customers show out of a data folder's database into one wide table of a file of its own. */
export async function makeWide(database: string, file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(`attach ${quoted(database)} as kept (read_only)`);
  const found =
    await connection.runAndReadAll(`select evaluation_id, cast(columns as varchar) from kept.published
    join kept.evaluations using (evaluation_id)`);
  const [evaluation, noted] = found.getRows()[0] ?? [];
  const metrics = JSON.parse(String(noted)) as {
    metric: string;
    value: { name: string };
    den: { name: string } | null;
  }[];
  const columns = metrics.map(({ metric, value, den }) =>
    den === null ? `g.${value.name} as ${metric}` : `g.${value.name} / g.${den.name} as ${metric}`,
  );
  await connection.run(`create table wide as select c.customer_id, c.external_id, c.name, c.phone_masked, c.email_masked,
      c.region, c.source, c.channel, c.store, c.owner, c.registered_day, g.tier, ${columns.join(', ')}, g.as_of, g.graded_at
    from kept.customers c join kept.grades_${String(evaluation)} g using (customer_id) order by customer_id`);
  connection.closeSync();
  instance.closeSync();
}

export async function startTwin(file: string): Promise<TwinProcess> {
  const child = fork(fileURLToPath(import.meta.url), [MARK, file]);
  const address = await new Promise<string>((resolve, reject) => {
    child.once('message', (said) => resolve(String(said)));
    child.once('exit', (code) => reject(new Error(`the twin ended with ${code}`)));
  });
  return {
    page: async ({ where, values, order }) => {
      const query = new URLSearchParams({ where, values: JSON.stringify(values), order });
      const response = await fetch(`${address}/page?${query}`);
      const { customers } = (await response.json()) as { customers: { external_id: string }[] };
      return customers.map(({ external_id }) => external_id);
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Whether this process was started as the twin; then it serves until it is told to end. */
export async function serveIfTwin(): Promise<boolean> {
  const [mark, file] = process.argv.slice(2);
  if (mark !== MARK || file === undefined) return false;
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const free: DuckDBConnection[] = [];
  for (let reader = 0; reader < READERS; reader++) free.push(await instance.connect());
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  const app = fastify();
  app.get<{ Querystring: { where: string; values: string; order: string } }>('/page', async ({ query }) => {
    const connection =
      free.shift() ?? (await new Promise<DuckDBConnection>((resolve) => waiting.push(resolve)));
    try {
      const statement = `select * from wide where ${query.where} order by ${query.order}, customer_id limit 50`;
      const result = await connection.runAndReadAll(statement, JSON.parse(query.values) as DuckDBValue[]);
      return { customers: result.getRowObjectsJson() };
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(connection);
      else next(connection);
    }
  });
  process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
  process.once('disconnect', () => process.exit());
  return true;
}

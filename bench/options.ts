import { parseArgs } from 'node:util';
import { type Engine, engines } from './shop-place.ts';

/** Those that run the product beside its bare twin. */
export const comparedNames = ['grade', 'evaluate', 'what-if', 'rfm'] as const;
export type ComparedName = (typeof comparedNames)[number];
export const measurementNames = [
  ...comparedNames,
  'order',
  'page',
  'what-if-served',
  'day',
  'import',
] as const;
export type MeasurementName = (typeof measurementNames)[number];

/** How much is made and measured. */
export interface BenchOptions {
  readonly customers: number;
  readonly orders: number;
  readonly seed: number;
  readonly runs: number;
  readonly only: readonly MeasurementName[];
  /** What keeps the data. */
  readonly engine: Engine;
  /** A PostgreSQL on which a database may be made; null: one that is started for the bench. */
  readonly database: string | null;
  /** Where the figures go as JSON; null for nowhere. */
  readonly json: string | null;
  /** Whether the sample stays for the next time. */
  readonly keep: boolean;
}

export const usage = `npm run bench -- [--customers N] [--orders M] [--seed S] [--runs 5] [--only ${measurementNames.join(',')}] [--engine ${engines.join('|')}] [--database URL] [--json FILE] [--no-keep]`;

/** Those that can run on PostgreSQL. */
export const onPostgres: readonly MeasurementName[] = ['what-if', 'day'];

/** Throws an Error whose message is for people. */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      customers: { type: 'string', default: '100000' },
      orders: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      runs: { type: 'string', default: '5' },
      only: { type: 'string', multiple: true, default: [] },
      engine: { type: 'string', default: 'embedded' },
      database: { type: 'string' },
      json: { type: 'string' },
      keep: { type: 'boolean', default: true },
    },
  });
  const engine = engineOf(values.database === undefined ? values.engine : 'postgres');
  const only = chosen(values.only.flatMap((names) => names.split(',')));
  return {
    customers: wholeNumber('customers', values.customers),
    orders: wholeNumber('orders', values.orders),
    seed: wholeNumber('seed', values.seed),
    runs: wholeNumber('runs', values.runs),
    only: engine === 'postgres' ? only.filter((name) => onPostgres.includes(name)) : only,
    engine,
    database: values.database ?? null,
    json: values.json ?? null,
    keep: values.keep,
  };
}

function wholeNumber(name: string, written: string): number {
  if (!/^[1-9]\d{0,8}$/.test(written))
    throw new Error(`--${name} should be a whole number from 1, not "${written}"`);
  return Number(written);
}

function engineOf(written: string): Engine {
  const found = engines.find((engine) => engine === written);
  if (found === undefined) throw new Error(`--engine knows ${engines.join(', ')}, not "${written}"`);
  return found;
}

function chosen(names: readonly string[]): readonly MeasurementName[] {
  const unknown = names.filter((name) => !measurementNames.some((known) => known === name));
  if (unknown.length > 0)
    throw new Error(`--only knows ${measurementNames.join(', ')}, not "${unknown.join(', ')}"`);
  return measurementNames.filter((name) => names.length === 0 || names.includes(name));
}

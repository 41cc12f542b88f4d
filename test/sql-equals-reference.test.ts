import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { type Database, type Row, run } from '../src/db/database.ts';
import { openEmbedded } from '../src/db/embedded.ts';
import { openPostgres } from '../src/db/postgres.ts';
import type { Day } from '../src/domain/calendar.ts';
import { evaluate, type Register } from '../src/domain/evaluate/evaluate.ts';
import type { Value } from '../src/domain/evaluate/value.ts';
import { compareFractions, fraction } from '../src/domain/exact.ts';
import { parseScheme } from '../src/domain/parse/parse-scheme.ts';
import type { Scheme } from '../src/domain/scheme.ts';
import { type GradedTable, gradeAll } from '../src/features/tiers/grade-all.ts';
import { asOfDays, registers, schemes } from './support/generate.ts';
import { loadRegister } from './support/load-register.ts';
import { postgresUrl } from './support/postgres.ts';

const url = postgresUrl();
const engines: [string, number, () => Promise<Database>][] = [
  ['DuckDB', url === undefined ? 40 : 150, openScratch],
  ...(url === undefined
    ? []
    : [['PostgreSQL', 200, async () => openPostgres(url)] as [string, number, () => Promise<Database>]]),
];

const folders: string[] = [];
async function openScratch(): Promise<Database> {
  const spill = await mkdtemp(join(tmpdir(), 'tierbook-test-'));
  folders.push(spill);
  return await openEmbedded({ path: ':memory:', spill });
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

describe.each(engines)('the SQL on %s', (_, runs, open) => {
  it('gives every customer the tier and metrics of the reference, whatever the data and the scheme', async () => {
    const db = await open();
    const cases = asOfDays.chain((asOf) => fc.tuple(fc.constant(asOf), registers(asOf), schemes(asOf)));
    try {
      await fc.assert(
        fc.asyncProperty(cases, async ([asOf, register, document]) => {
          const parsed = parseScheme(document);
          if (!parsed.ok)
            throw new Error(parsed.problems.map(({ path, message }) => `${path} ${message.en}`).join('\n'));
          await agree(db, parsed.scheme, register, asOf);
        }),
        { numRuns: runs },
      );
    } finally {
      await db.close();
    }
  }, 600_000);
});

async function agree(db: Database, scheme: Scheme, register: Register, asOf: Day): Promise<void> {
  const names = await loadRegister(db, register, scheme);
  const expected = evaluate(scheme, register, asOf);
  const unseen = [...names].filter(([, id]) => !expected.has(id)).map(([n]) => n);
  for (const n of unseen)
    await run(db, sql`delete from customers where customer_id = cast(${String(n)} as bigint)`);
  await run(db, sql`drop table if exists graded`);
  const graded = await gradeAll(db, scheme, asOf, {
    table: 'graded',
    wanted: [...scheme.metrics.keys()],
    keyed: true,
  });
  const rows = await run(db, sql`select * from graded`);
  const found = new Map(rows.map((row) => [names.get(BigInt(row.customer_id ?? 0)), readable(row, graded)]));
  expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [customer, { tier, values }] of expected) {
    const row = found.get(customer);
    for (const [metric, value] of values) {
      expect(shown(row?.values.get(metric) ?? null), `${metric} of ${customer}`).toBe(shown(value));
    }
    expect(row?.tier, `tier of ${customer}`).toBe(tier);
  }
}

function readable(row: Row, { metrics }: GradedTable): { tier: number; values: Map<string, Value> } {
  const values = metrics.map(({ metric, value, den }): [string, Value] => {
    const read = row[value.name] ?? null;
    const divisor = den === null ? 10n ** BigInt(metric.scale) : row[den.name];
    if (read === null || divisor === null || divisor === undefined) return [metric.id, null];
    return [metric.id, typeof read === 'string' ? read : fraction(BigInt(read), BigInt(divisor))];
  });
  return { tier: Number(row.tier), values: new Map(values) };
}

/** Equal values show the same text, whatever they are fractions of. */
function shown(value: Value): string {
  if (value === null || typeof value === 'string') return String(value);
  let [a, b] = [value.num < 0n ? -value.num : value.num, value.den];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? '0' : `${value.num / a}/${value.den / a}`;
}

it('compares fractions of different denominators as equal', () => {
  expect(compareFractions(fraction(1n, 3n), fraction(2n, 6n))).toBe(0);
  expect(shown(fraction(2n, 6n))).toBe(shown(fraction(1n, 3n)));
});

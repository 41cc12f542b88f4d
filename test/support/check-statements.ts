import { appendFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, expect } from 'vitest';
import { postgresUrl } from './postgres.ts';
import { brokenRules, plainStatement } from './sql-rules.ts';

/** Comes with whatever gives a test file a PostgreSQL: at its end every statement is held against the rules. */

/** Every different statement that this test file sent to PostgreSQL, numbers and texts left out. */
const sent = new Set<string>();

if (postgresUrl() !== undefined) {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    const text = typeof first === 'string' ? first : (first as { text?: string }).text;
    if (text !== undefined) sent.add(plainStatement(text));
    return (query as (...given: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  afterAll(() => {
    const log = process.env.TIERBOOK_TEST_STATEMENTS;
    if (log) appendFileSync(log, [...sent].map((text) => `${text}\n`).join(''));
    expect([...sent].flatMap(brokenRules)).toEqual([]);
  });
}

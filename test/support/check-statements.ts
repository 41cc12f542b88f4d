import { appendFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';
import { postgresUrl } from './postgres.ts';

/** At the end of every test file each statement that it sent to PostgreSQL is held against the rules. */
if (postgresUrl() !== undefined) {
  const { sent } = await import('./sent-statements.ts');
  const { brokenRules } = await import('./sql-rules.ts');
  afterAll(() => {
    const statements = [...sent];
    sent.clear();
    const log = process.env.TIERBOOK_TEST_STATEMENTS;
    if (log) appendFileSync(log, statements.map((text) => `${text}\n`).join(''));
    expect(statements.flatMap(brokenRules)).toEqual([]);
  });
}

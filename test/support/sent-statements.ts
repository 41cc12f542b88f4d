import pg from 'pg';
import { plainStatement } from './sql-rules.ts';

/** Every different statement that was sent to PostgreSQL since it was emptied, numbers and texts left out. */
export const sent = new Set<string>();

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [first] = args;
  const text = typeof first === 'string' ? first : (first as { text?: string }).text;
  if (text !== undefined) sent.add(plainStatement(text));
  return (query as (...given: unknown[]) => unknown).apply(this, args);
} as typeof query;

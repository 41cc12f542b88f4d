import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';

/** A piece of SQL. Texts in it that somebody wrote are bound; see `bigint` for what is not. */
export type Expression = RawBuilder<unknown>;

export function column(name: string): Expression {
  return sql.ref(name);
}

/** Any text as a part of a name, different for different texts: engines fold case, and a dot would part the name. */
export function namePart(text: string): string {
  return text.replace(/[^a-z0-9_]/gu, (character) => `$${character.codePointAt(0)?.toString(36)}$`);
}

/** Numbers and days stand in the text: where one is bound, the embedded engine plans the statement twice. */
export function bigint(value: bigint | number): Expression {
  return sql`cast(${sql.lit(BigInt(value))} as bigint)`;
}

export function date(day: Day): Expression {
  return sql`cast(${sql.lit(day)} as date)`;
}

/** A text that is the same in every statement, such as a status; never one that somebody wrote. */
export function constantText(value: string): Expression {
  return sql`cast(${sql.lit(value)} as text)`;
}

export function literalText(value: string): Expression {
  return sql`cast(${value} as text)`;
}

const nothing: Expression = sql`true`;

export function and(parts: readonly Expression[]): Expression {
  const [first, ...rest] = parts;
  if (first === undefined) return nothing;
  return rest.length === 0 ? first : sql`(${sql.join(parts, sql` and `)})`;
}

export function or(parts: readonly Expression[]): Expression {
  return parts.length === 1 && parts[0] ? parts[0] : sql`(${sql.join(parts, sql` or `)})`;
}

export function commas(parts: readonly Expression[]): Expression {
  return sql.join(parts, sql`, `);
}

/** A column of a select. */
export interface NamedExpression {
  readonly name: string;
  readonly expression: Expression;
}

export function as(expression: Expression, name: string): Expression {
  return sql`${expression} as ${sql.ref(name)}`;
}

/** What the engines spell differently. Implemented in `src/db`, passed in wherever SQL is built. */
export interface Dialect {
  /** The quotient of two whole numbers, truncated; both may go beyond 64 bits. */
  readonly quotient: (dividend: Expression, divisor: Expression) => Expression;
  /** 63 bits of a text's MD5, as a positive whole number. */
  readonly hash: (text: Expression) => Expression;
  /** The column type for documents that are compared; others are `json` everywhere, which keeps them as they were written. */
  readonly jsonType: 'json' | 'jsonb';
  /** A left join to the row of a table with the next greater value in a column. */
  readonly joinNextGreater: (table: string, column: string, than: Expression, alias: string) => Expression;
  /** One number over all values of a table's columns, for which each has to be read. */
  readonly checksum: (columns: readonly Expression[]) => Expression;
  /** The rows of a JSON array of objects as a relation to select from. */
  readonly rowsOfJson: (rows: string, columns: readonly JsonColumn[]) => Expression;
}

export interface JsonColumn {
  readonly name: string;
  readonly type: 'bigint' | 'integer' | 'date' | 'text';
}

/** A whole number wide enough for products of sums and thresholds (38 digits). */
export function wide(expression: Expression): Expression {
  return sql`cast(${expression} as decimal(38, 0))`;
}

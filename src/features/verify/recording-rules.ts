import { sql } from 'kysely';
import { text } from '../../domain/text.ts';
import type { Expression } from '../../sql/expression.ts';
import { type Rule, rowRule } from './check.ts';

const versioned = ['customers', 'orders', 'several_lines', 'refunds', 'events'];

function union(selects: readonly Expression[]): Expression {
  return sql`(${sql.join(selects, sql` union all `)})`;
}

/** Every number of a recording that a row carries. */
const carried = union([
  ...[...versioned, ...versioned.map((table) => `${table}_history`), 'custom_fields', 'settled_refunds'].map(
    (table) => sql`select recorded_by as recording from ${sql.table(table)}`,
  ),
  ...versioned.map((table) => sql`select ended_by as recording from ${sql.table(`${table}_history`)}`),
]);

/** What is always true of who recorded what when. */
export const recordingRules: readonly Rule[] = [
  rowRule(
    {
      id: 'history-ends-later',
      says: text('历史记录的结束总在开始之后', 'what was replaced was recorded before it was replaced'),
      of: text('行历史', 'rows of history'),
    },
    {
      from: sql`${union(
        versioned.map(
          (table) =>
            sql`select ${sql.lit(table)} as name, recorded_by, ended_by from ${sql.table(`${table}_history`)}`,
        ),
      )} as history`,
      wrong: sql`ended_by <= recorded_by`,
      named: sql`name`,
    },
  ),
  rowRule(
    {
      id: 'recordings-known',
      says: text('每一行由哪次记录带来都查得到', 'the recording that brought or ended a row is known'),
      of: text('次记录', 'recordings'),
    },
    {
      from: sql`(select distinct recording from ${carried} as carried) as c
        left join recordings on recording_id = recording`,
      wrong: sql`recording_id is null`,
      named: sql`recording`,
    },
  ),
  rowRule(
    {
      id: 'imports-known',
      says: text('每次导入都查得到', 'the import behind a recording is known'),
      of: text('次记录', 'recordings'),
    },
    {
      from: sql`recordings left join imports on imports.import_id = recordings.import_id
        where recordings.import_id is not null`,
      wrong: sql`imports.import_id is null`,
      named: sql`recordings.import_id`,
    },
  ),
];

import { sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import { InputError, problem } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { as, commas, date, type Expression } from '../../sql/expression.ts';
import { ruleFields, shownMetrics } from '../../sql/needed.ts';
import { fieldColumn, type StoredColumn } from '../../sql/stored.ts';
import { type Tables, tablesOf } from '../../sql/tables.ts';
import { timestamp } from '../register/recording.ts';

/** Metrics that lists of customers show, whatever the scheme asks for. */
const always = ['spend', 'orders', 'average_order', 'last_order'];

/** The metrics that evaluations store: what the scheme shows and what lists show. */
export function storedIds(scheme: Scheme): string[] {
  return [...new Set([...shownMetrics(scheme), ...always])];
}

/** Columns of the register that evaluations store too, so that a list of customers is read from one table. */
const listed = ['name', 'search_text', 'owner', 'store', 'region', 'source'];

/** What evaluations store beside tier and metrics: whose row it is, as of which day it is and when it was graded. */
export const gridColumns: readonly StoredColumn[] = [
  { name: 'external_id', type: 'text', required: true },
  ...listed.map((name): StoredColumn => ({ name, type: 'text' })),
  { name: 'as_of', type: 'date', required: true },
  { name: 'graded_at', type: 'timestamp', required: true },
];

export interface Grading {
  readonly asOf: Day;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** The fields that rules may look at, and the columns of the register that hold them. */
export const keptFields: Readonly<Record<string, string>> = {
  name: 'name',
  gender: 'gender',
  birthday: 'birthday',
  region: 'region',
  occupation: 'occupation',
  company: 'company',
  source: 'source',
  channel: 'channel',
  store: 'store',
  owner: 'owner',
  referred_by: 'referred_by',
  registered_at: 'registered_day',
};

/**
 * The register's tables as evaluations read them, of everybody or of whom a condition on `customer_id` chooses;
 * with a grading, customers have the columns of the grid.
 */
export function keptTables(only: Expression = sql`true`, grading: Grading | null = null): Tables {
  const fields = Object.entries(keptFields).map(([id, column]) => as(sql.ref(column), fieldColumn(id)));
  const columns = [...fields, ...(grading === null ? [] : ofGrid(grading))];
  return {
    ...tablesOf(only),
    customers: sql`(select customer_id, external_id, registered_day, ${commas(columns)} from customers where ${only}) as customers`,
  };
}

function ofGrid({ asOf, at }: Grading): Expression[] {
  const gradedAt = sql`cast(${timestamp(at)} as timestamp)`;
  return [...listed.map((name) => sql.ref(name)), as(date(asOf), 'as_of'), as(gradedAt, 'graded_at')];
}

/** Refuses a scheme whose rules look at fields that the register does not keep readable. */
export function refuseUnkeptFields(scheme: Scheme): void {
  const unkept = ruleFields(scheme).filter(({ id }) => !(id in keptFields));
  if (unkept.length === 0) return;
  throw new InputError(
    unkept.map(({ id }) =>
      problem(
        'field-not-kept',
        scheme.id,
        `标准用到了客户字段“${id}”，数据文件夹目前不保存它（或加密保存）；可以先用 tierbook grade 评级`,
        `the standard looks at the customer field “${id}”, which the data folder does not keep yet, or keeps sealed; grade with \`tierbook grade\` for now`,
      ),
    ),
  );
}

import { sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import type { Subject } from '../../domain/condition.ts';
import type { Field } from '../../domain/field.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { as, commas, date, type Expression } from '../../sql/expression.ts';
import { ruleFields, shownMetrics } from '../../sql/needed.ts';
import { fieldColumn, type StoredColumn } from '../../sql/stored.ts';
import { type Tables, tablesOf } from '../../sql/tables.ts';
import { customValue } from '../register/custom-value.ts';
import { momentSql } from '../register/recording.ts';

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

export interface KeptChoice {
  /** A condition on `customer_id`; without it everybody. */
  readonly only?: Expression;
  /** With it customers have the columns of the grid. */
  readonly grading?: Grading;
  /** Since when people hold their tiers (`tiersBegan`); without it nobody holds any. */
  readonly began?: Expression;
}

/** The register's tables as evaluations by a scheme read them. */
export function keptTables(scheme: Scheme, { only = sql`true`, grading, began }: KeptChoice): Tables {
  const fields = Object.entries(keptFields).map(([id, column]) => as(sql.ref(column), fieldColumn(id)));
  const custom = customFields(scheme).map((field) =>
    as(customValue(sql`custom`, field), fieldColumn(field.id)),
  );
  const columns = [...fields, ...custom, ...(grading === undefined ? [] : gridCells(grading))];
  return {
    ...tablesOf(only),
    ...(began === undefined ? {} : { tiersBegan: began }),
    customers: sql`(select customer_id, registered_day, ${commas(columns)} from customers where ${only}) as customers`,
  };
}

/** The columns of the grid out of `customers`, in their order. */
export function gridCells({ asOf, at }: Grading): Expression[] {
  const gradedAt = momentSql(at);
  const ofRegister = ['external_id', ...listed].map((name) => sql.ref(`customers.${name}`));
  return [...ofRegister, as(date(asOf), 'as_of'), as(gradedAt, 'graded_at')];
}

/** The business's own fields that a scheme's rules look at. */
export function customFields(scheme: Scheme): Subject[] {
  return ruleFields(scheme).filter(({ id }) => !(id in keptFields));
}

/**
 * Refuses a scheme whose rules look at fields that the register keeps sealed or does not know: neither declared nor
 * among the `known` ones that lists of customers brought.
 */
export function refuseUnkeptFields(scheme: Scheme, known: readonly Field[]): void {
  const isKnown = (id: string): boolean => scheme.fields.has(id) || known.some((field) => field.id === id);
  const isSealed = ({ id, type }: Subject): boolean =>
    type === 'sealed' || known.some((field) => field.id === id && field.sealed);
  const problems = customFields(scheme).flatMap((field) => {
    if (isSealed(field)) return [sealedField(scheme, field)];
    return isKnown(field.id) ? [] : [unknownField(scheme, field, known)];
  });
  if (problems.length > 0) throw new InputError(problems);
}

function sealedField(scheme: Scheme, { id }: Subject): Problem {
  return problem(
    'field-sealed',
    scheme.id,
    `标准用到了客户字段“${id}”，数据文件夹里它是加密保存的，不能用来评级；可以用 tierbook grade 评级`,
    `the standard looks at the customer field “${id}”, which the data folder keeps sealed and cannot grade by; use \`tierbook grade\``,
  );
}

function unknownField(scheme: Scheme, { id }: Subject, known: readonly Field[]): Problem {
  const list = [...Object.keys(keptFields), ...known.map((field) => field.id)].join(', ');
  return problem(
    'field-not-kept',
    scheme.id,
    `没有客户字段“${id}”。请在 fields 里声明它，或先导入有这一列的客户名单。已有：${list}`,
    `there is no customer field “${id}”. Declare it under fields, or first import a customer list that has it. There are: ${list}`,
  );
}

import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { Subject } from '../../domain/condition.ts';
import { customerFields } from '../../domain/field.ts';
import { InputError, problem } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { ruleFields } from '../../sql/needed.ts';
import type { ReadableTable } from '../files/open-table.ts';
import { type Mapping, mapCustomers } from '../imports/map-columns.ts';
import { namesOf } from '../imports/mapping.ts';
import type { ValueKind } from '../imports/readers.ts';
import { type MendingOptions, stageMended } from '../imports/stage-mended.ts';
import type { StagedField, StagedFile } from '../imports/staged-file.ts';
import type { GradeRequest } from './report.ts';

export interface OpenedCustomers {
  readonly table: ReadableTable;
  readonly mapping: Mapping;
}

/**
 * Where the customers file, if there is one, has the columns that the scheme's rules look at; the fields `settling`
 * are complained of elsewhere.
 */
export function mapListed(
  table: ReadableTable | null,
  { scheme, settled }: GradeRequest,
  settling: ReadonlySet<string>,
): OpenedCustomers | null {
  const fields = ruleFields(scheme);
  if (table === null) {
    checkFields(fields, scheme, null, settling);
    return null;
  }
  const wanted = ['customer_id', 'registered_at', ...fields.map(({ id }) => id)].map((id) => {
    const declared = scheme.fields.get(id);
    return { id, names: declared ? [declared.name.zh, declared.name.en] : [] };
  });
  const mapping = mapCustomers(table, settled, wanted, settling);
  checkFields(fields, scheme, { table, mapping }, settling);
  return { table, mapping };
}

/** A rule over a column that nobody declared and no file has would silently hold for nobody. */
function checkFields(
  fields: readonly Subject[],
  scheme: Scheme,
  opened: OpenedCustomers | null,
  settling: ReadonlySet<string>,
): void {
  const known = (id: string): boolean => customerFields.has(id) || scheme.fields.has(id) || settling.has(id);
  const problems = fields
    .filter(({ id }) => !known(id) && !opened?.mapping.columns.has(id))
    .map(({ id }) => {
      const list = opened && namesOf(opened.table.columns);
      return problem(
        'unknown-field',
        scheme.id,
        `标准用到了客户字段“${id}”，${list ? `客户文件里没有这一列（有：${list}）` : '请用 --customers 给出有这一列的客户文件'}`,
        `the standard looks at the customer field “${id}”: ${list ? `the customers file has no such column (it has: ${list})` : 'give a customers file that has it with --customers'}`,
      );
    });
  if (problems.length > 0) throw new InputError(problems);
}

/** Rule fields without a column in the customers file: they are empty for everybody. */
export function emptyFields(scheme: Scheme, opened: ReadonlySet<string>): string[] {
  return ruleFields(scheme)
    .map(({ id }) => id)
    .filter((id) => !opened.has(id));
}

const kinds: Readonly<Record<Subject['type'], ValueKind>> = {
  text: 'text',
  sealed: 'text',
  date: 'moment',
  money: 'amount',
  number: 'number',
  integer: 'number',
  fraction: 'number',
};

/** Reads the customers file; of a field's column only its declared values. */
export async function stageListed(
  db: EmbeddedDatabase,
  { table, mapping }: OpenedCustomers,
  scheme: Scheme,
  options: Pick<MendingOptions, 'context' | 'scratch' | 'signal'>,
): Promise<StagedFile> {
  const types = new Map(ruleFields(scheme).map(({ id, type }) => [id, kinds[type]]));
  const fields = [...mapping.columns].map(([name, column]): StagedField => {
    if (name === 'customer_id') return { name, kind: 'id', column };
    if (name === 'registered_at') return { name, kind: 'moment', column };
    const declared = scheme.fields.get(name);
    if (declared?.type === 'yes-no') return { name, kind: 'yes-no', column };
    if (declared?.type === 'choice' && declared.choices.length > 0) {
      return { name, kind: 'choice', column, choices: declared.choices };
    }
    return { name, kind: types.get(name) ?? 'text', column };
  });
  const rest = { kind: 'customers', fields, table: 'staged_customers', preset: null } as const;
  return await stageMended(db, table, { ...options, ...rest });
}

/** Customers named on several rows of the file; of each the last row stands. */
export async function countRepeated(db: EmbeddedDatabase, listed: StagedFile | null): Promise<number> {
  if (listed === null) return 0;
  const [row = {}] = await run(db, sql`select count(*) as n from listed_customers where repeats > 1`);
  return Number(row.n);
}

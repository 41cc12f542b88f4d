import { join } from 'node:path';
import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { Subject } from '../../domain/condition.ts';
import { customerFields } from '../../domain/field.ts';
import { InputError, problem } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { ruleFields } from '../../sql/needed.ts';
import { openTable, type ReadableTable } from '../files/open-table.ts';
import { isKnownName } from '../imports/column-names.ts';
import { type Mapping, mapCustomers } from '../imports/mapping.ts';
import type { ValueKind } from '../imports/readers.ts';
import type { StagedFile } from '../imports/stage.ts';
import { type MendingOptions, stageMended } from '../imports/stage-mended.ts';
import type { GradeRequest } from './report.ts';

export interface OpenedCustomers {
  readonly table: ReadableTable;
  readonly mapping: Mapping;
}

/** Opens the customers file, if there is one, and finds the columns that the scheme's rules look at. */
export async function openListed(scratch: string, request: GradeRequest): Promise<OpenedCustomers | null> {
  const fields = ruleFields(request.scheme);
  if (request.customers === null) {
    checkFields(fields, request.scheme, null);
    return null;
  }
  const table = await openTable(request.customers, {
    scratch: join(scratch, 'files'),
    recognise: isKnownName,
    signal: request.signal,
  });
  const wanted = ['customer_id', 'registered_at', ...fields.map(({ id }) => id)].map((id) => {
    const declared = request.scheme.fields.get(id);
    return { id, names: declared ? [declared.name.zh, declared.name.en] : [] };
  });
  const mapping = mapCustomers(table, request.settled, wanted);
  checkFields(fields, request.scheme, { table, mapping });
  return { table, mapping };
}

/** A rule over a column that nobody declared and no file has would silently hold for nobody. */
function checkFields(fields: readonly Subject[], scheme: Scheme, opened: OpenedCustomers | null): void {
  const problems = fields
    .filter(({ id }) => !customerFields.has(id) && !scheme.fields.has(id) && !opened?.mapping.columns.has(id))
    .map(({ id }) => {
      const list = opened?.table.columns.join(', ');
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

export async function stageListed(
  db: EmbeddedDatabase,
  { table, mapping }: OpenedCustomers,
  scheme: Scheme,
  options: Pick<MendingOptions, 'context' | 'scratch' | 'signal'>,
): Promise<StagedFile> {
  const types = new Map(
    ruleFields(scheme).map(({ id, type }): [string, ValueKind] => [
      id,
      scheme.fields.get(id)?.type === 'yes-no' ? 'yes-no' : kinds[type],
    ]),
  );
  const fields = [...mapping.columns].map(([name, column]) => {
    const kind =
      name === 'customer_id' ? 'id' : name === 'registered_at' ? 'moment' : (types.get(name) ?? 'text');
    return { name, kind, column } as const;
  });
  return await stageMended(db, table, { ...options, fields, table: 'staged_customers', preset: null });
}

/** Customers named on several rows of the file; of each the last row stands. */
export async function countRepeated(db: EmbeddedDatabase, listed: StagedFile | null): Promise<number> {
  if (listed === null) return 0;
  const [row = {}] = await run(db, sql`select count(*) as n from listed_customers where repeats > 1`);
  return Number(row.n);
}

import { sql } from 'kysely';
import { InputError, problem } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { fieldColumn } from '../../sql/evaluation.ts';
import { as, commas, type Expression } from '../../sql/expression.ts';
import { ruleFields } from '../../sql/needed.ts';
import { type Tables, tablesOf } from '../../sql/tables.ts';

/** The fields that rules may look at, and the columns of the register that hold them. */
const keptFields: Readonly<Record<string, string>> = {
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

/** The register's tables as evaluations read them, of everybody or of whom a condition on `customer_id` chooses. */
export function keptTables(only: Expression = sql`true`): Tables {
  const fields = Object.entries(keptFields).map(([id, column]) => as(sql.ref(column), fieldColumn(id)));
  return {
    ...tablesOf(only),
    customers: sql`(select customer_id, external_id, registered_day, ${commas(fields)} from customers where ${only}) as customers`,
  };
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

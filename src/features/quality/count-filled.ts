import { sql } from 'kysely';
import { customerFields, type Field } from '../../domain/field.ts';
import { as, commas, type Expression, literalText } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import type { Reading } from '../customers/reading.ts';

/** How many customers have something in a field. */
export interface FilledField {
  readonly field: Field;
  readonly filled: number;
}

export interface Filled {
  readonly customers: number;
  /** Every field there is, the business's own last. */
  readonly fields: readonly FilledField[];
}

/** Of the visible customers how many have what; remembered for as long as the data stays the same. */
export async function countFilled(reading: Reading, visibility: Visibility): Promise<Filled> {
  return await reading.remember(['filled', visibility], async () => {
    const own = [...reading.fields.values()].filter(({ isCustom }) => isCustom).map(({ field }) => field);
    const fields = [
      ...[...customerFields.values()].map((field) => ({ field, isFilled: filledSql(field) })),
      ...own.map((field) => ({ field, isFilled: sql`(c.custom ->> ${literalText(field.id)}) is not null` })),
    ];
    const counts = fields.map(({ isFilled }, index) =>
      as(sql`count(*) filter (where ${isFilled})`, `filled${index}`),
    );
    const { rows } = await sql<
      Readonly<Record<string, bigint>>
    >`select count(*) as customers, ${commas(counts)}
      from customers as c where ${visibleTo(visibility, sql`c.owner`) ?? sql`true`}`.execute(reading.db);
    const [row = {}] = rows;
    return {
      customers: Number(row.customers ?? 0n),
      fields: fields.map(({ field }, index) => ({ field, filled: Number(row[`filled${index}`] ?? 0n) })),
    };
  });
}

function filledSql({ id, sealed }: Field): Expression {
  if (id === 'registered_at') return sql`c.registered_day is not null`;
  if (!sealed) return sql`${sql.ref(`c.${id}`)} is not null`;
  // What came masked is not sealed, but it is something.
  return sql`${sql.ref(id === 'phone' || id === 'email' ? `c.${id}_masked` : `c.${id}_sealed`)} is not null`;
}

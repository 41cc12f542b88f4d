import { sql } from 'kysely';
import { MOST_OF_NAME, MOST_WITH_SAME } from '../../domain/duplicates/evidence.ts';
import type { Field } from '../../domain/field.ts';
import { as, commas, constantText, type Expression, literalText } from '../../sql/expression.ts';
import { maskPhone } from '../contacts/mask.ts';
import { SEARCH_MARK } from '../customers/search-text.ts';

/** What is compared of customers, as columns of `duplicate_facts`; `member_0` and on are the business's own fields. */
export type FactColumn =
  | 'name'
  | 'sound'
  | 'phone'
  | 'tail'
  | 'email'
  | 'address'
  | 'id_number'
  | 'birthday'
  | 'region'
  | 'registered'
  | 'gender'
  | `member_${number}`;

/** What has so few digits that its mask shows none of them is no number to be reached by: many may have written the same. */
const isNumber = sql`phone_masked <> ${sql.lit(maskPhone(''))}`;

/** What belongs to one person; where too many have it, to nobody. */
const keys = {
  phone: sql`case when ${isNumber} then phone_key end`,
  email: sql`email_key`,
  address: sql`address_key`,
  id_number: sql`id_number_key`,
} as const;

export function memberColumn(index: number): `member_${number}` {
  return `member_${index}`;
}

/** What only one customer has, of the columns that may be shared. */
export function identifyingColumns(members: readonly Field[]): readonly FactColumn[] {
  return [...(Object.keys(keys) as (keyof typeof keys)[]), ...members.map((_, index) => memberColumn(index))];
}

/**
 * Parts of a `with`: `raw_facts` has everybody's values, what came masked left out; `shared_…` what more than a few have of each; and
 * `duplicate_facts` a row for each customer with what may be compared.
 */
export function factTables(members: readonly Field[]): Expression {
  const identifying = identifyingColumns(members);
  const shared = identifying.map(
    (
      column,
    ) => sql`${sharedTable(column)} as materialized (select ${sql.ref(column)} as value, count(*) as customers from raw_facts
      where ${sql.ref(column)} is not null group by ${sql.ref(column)} having count(*) > ${sql.lit(MOST_WITH_SAME)})`,
  );
  const own = (column: FactColumn, of = column): Expression =>
    sql`case when ${sql.ref(of)} not in (select value from ${sharedTable(of)}) then ${sql.ref(column)} end as ${sql.ref(column)}`;
  const columns = [...identifying.map((column) => own(column)), own('tail', 'phone')];
  return commas([
    sql`raw_facts as not materialized (select ${commas(rawColumns(members))} from customers)`,
    ...shared,
    sql`duplicate_facts as materialized (select id, name, sound, birthday, region, registered, gender, ${commas(columns)} from raw_facts)`,
  ]);
}

export function sharedTable(column: FactColumn): Expression {
  return sql.table(`shared_${column}`);
}

function rawColumns(members: readonly Field[]): Expression[] {
  const mark = constantText(SEARCH_MARK);
  const name = sql`replace(split_part(search_text, ${mark}, 1), ' ', '')`;
  const typed = sql`split_part(search_text, ${mark}, 2)`;
  // A family name alone, or a name of which a part is masked, is nobody's.
  const known = sql`char_length(${name}) > 1 and strpos(${name}, '*') = 0`;
  return [
    sql`customer_id as id`,
    sql`case when ${known} then ${name} end as name`,
    sql`case when ${known} then coalesce(nullif(${typed}, ''), ${name}) end as sound`,
    ...Object.entries(keys).map(([column, key]) => as(key, column)),
    sql`case when ${isNumber} then phone_tail_key end as tail`,
    sql`birthday`,
    sql`nullif(region, '') as region`,
    sql`registered_day as registered`,
    sql`nullif(gender, '') as gender`,
    ...members.map((field, index) => sql`${memberValue(field)} as ${sql.ref(memberColumn(index))}`),
  ];
}

/** Sealed values by their blind index, which what came masked has none of. */
export function memberValue({ id, sealed }: Field): Expression {
  if (sealed) return sql`((custom -> ${literalText(id)}) ->> 'key')`;
  const value = sql`(custom ->> ${literalText(id)})`;
  const masks = ['%**%', '%＊＊%', '##%', '%xxxx%'].map((mask) => sql`lower(${value}) like ${sql.lit(mask)}`);
  return sql`case when not (${sql.join(masks, sql` or `)}) then nullif(${value}, '') end`;
}

/** Who agrees in one of these, and is one of at most a few who do, is compared. */
export function blocks(members: readonly Field[]): readonly (readonly FactColumn[])[] {
  const alone = identifyingColumns(members).filter((column) => column !== 'address');
  const withName = ['tail', 'address', 'region', 'registered', 'birthday'] as const;
  return [...alone.map((column) => [column]), ...withName.map((column) => ['sound', column] as const)];
}

/** The pairs of a block: everybody with everybody who agrees in it. */
export function blockPairs(columns: readonly FactColumn[]): Expression {
  const listed = commas(columns.map((column) => sql.ref(column)));
  const known = sql.join(
    columns.map((column) => sql`${sql.ref(column)} is not null`),
    sql` and `,
  );
  const same = (table: string): Expression =>
    sql.join(
      columns.map((column) => sql`${sql.ref(`${table}.${column}`)} = ${sql.ref(`block.${column}`)}`),
      sql` and `,
    );
  return sql`select one.id as one_id, other.id as other_id
    from (select ${listed} from duplicate_facts where ${known} group by ${listed} having count(*) between 2 and ${sql.lit(MOST_OF_NAME)}) as block
    join duplicate_facts as one on ${same('one')} join duplicate_facts as other on ${same('other')} and one.id < other.id`;
}

import { sql } from 'kysely';
import { and, type Expression, or } from '../../sql/expression.ts';
import type { FileKind } from './column-names.ts';
import { isNumber } from './decimal-sign.ts';
import type { StagedField } from './staged-file.ts';

/** How tills and people call a line that adds up others, without blanks and punctuation. */
const words = [
  '(本页|本表|本店|全部|全店|所有|门店|订单|销售|商品|金额|当日|本日|今日|本月|本年|期间)?(合计|总计|小计|共计|总共|总和|总数|总额|累计|汇总|平均|均值|合計|總計|小計)(金额|数量|笔数|行数|元)?[0-9]*[笔单条行项个件人元]?(订单|记录)?',
  '(grand|sub|sheet|page|orders?|sales|overall|report)?totals?(amount|sales|orders?|rows?)?[0-9]*',
].join('|');

/** What a customer's id that may be a total's name has in it, and how the name of a buyer ends that may be one. */
const likelyCustomer = '[计計总總]|total';
const endings = ['计', '計', '计：', '计:', '平均', '总额', 'otal', 'OTAL'];

/** What a total's line may hold beside its name in a list of customers: sums, but no telephone numbers. */
const sum = String.raw`[-+(¥￥$€£共\s]*(\d{1,10}|\d{1,3}(,\d{3})+)?(\.\d+)?[)元万%人位名个条行家笔\s]*`;
const sums = String.raw`${sum}(\|${sum})*`;

export interface TotalLabel {
  /** The label of a line that adds up others; null for all other rows. */
  readonly label: Expression;
  /** The columns it looks at. */
  readonly columns: readonly number[];
}

/**
 * Tells the lines that add up others (合计, Total). Among orders and events such a line lacks the customer or the day,
 * and all it says beside numbers is its name, or it has no order id and its name stands for the customer; in a list of customers the id or first cell is its name and the
 * rest of the row is blank or numbers.
 */
export function totalLabel(kind: FileKind, fields: readonly StagedField[], width: number): TotalLabel {
  return kind === 'customers' ? amongCustomers(fields, width) : amongOrders(fields);
}

/** The same of a row of cells, without an engine. */
export function isTotalLine(kind: FileKind, fields: readonly StagedField[], row: readonly string[]): boolean {
  const at = (column: number): string => row[column] ?? '';
  const isNamed = (columns: readonly number[]): boolean => {
    const label = columns.map(at).join('').toLowerCase();
    return new RegExp(`^(?:${words})$`, 'u').test(label.replace(/[\s\p{Z}\p{P}]/gu, ''));
  };
  const isBlank = (column: number): boolean => at(column) === '' || at(column).startsWith(' ');
  const customer = columnsOf(fields, 'customer_id');
  if (kind === 'customers') {
    const named = [...new Set([0, ...customer])];
    const others = [...row.keys()].filter((column) => !named.includes(column));
    const rest = others.map(at).filter((cell) => cell !== '');
    const likely = named.some((column) => new RegExp(likelyCustomer, 'i').test(at(column)));
    return others.length > 0 && likely && isNamed(named) && new RegExp(`^${sums}$`, 'u').test(rest.join('|'));
  }
  const days = columnsOf(fields, 'ordered_at', 'paid_at', 'at');
  const lacks = customer.every(isBlank) || days.every(isBlank);
  if (lacks && isNamed(labelled(fields))) return true;
  const likely = customer.filter((column) => endings.some((end) => at(column).endsWith(end)));
  return columnsOf(fields, 'order_id').every(isBlank) && likely.some((column) => isNamed([column]));
}

/** Where a line among orders may say what it is. */
function labelled(fields: readonly StagedField[]): number[] {
  const numbers = new Set(fields.filter(isNumber).map(({ column }) => column));
  return [...new Set([0, ...fields.map(({ column }) => column)])].filter((n) => !numbers.has(n));
}

function amongOrders(fields: readonly StagedField[]): TotalLabel {
  const columns = labelled(fields);
  const lacks = [columnsOf(fields, 'customer_id'), columnsOf(fields, 'ordered_at', 'paid_at', 'at')];
  const blank = labelSql(or(lacks.map((cells) => and(cells.map(startsBlank)))), columns, sql`true`);
  // A till's daily totals have a day, and their name where the customer's would be.
  const unnumbered = and([sql`true`, ...columnsOf(fields, 'order_id').map(startsBlank)]);
  const named = columnsOf(fields, 'customer_id').map((n) =>
    labelSql(and([endsLikeTotal(n), unnumbered]), [n], sql`true`),
  );
  return { label: sql`coalesce(${sql.join([blank, ...named], sql`, `)})`, columns };
}

function amongCustomers(fields: readonly StagedField[], width: number): TotalLabel {
  const named = [...new Set([0, ...columnsOf(fields, 'customer_id')])];
  const others = Array.from({ length: width }, (_, index) => index).filter((n) => !named.includes(n));
  if (others.length === 0) return { label: sql`cast(null as text)`, columns: [] };
  const likely = named.map(
    (n) => sql`coalesce(regexp_matches(${cell(n)}, ${sql.lit(likelyCustomer)}, 'i'), false)`,
  );
  const rest = sql`concat_ws('|', ${sql.join(others.map(cell), sql`, `)})`;
  const label = labelSql(or(likely), named, sql`regexp_full_match(${rest}, ${sql.lit(sums)})`);
  return { label, columns: [...named, ...others] };
}

/** Cheap, as every row is asked. */
function endsLikeTotal(column: number): Expression {
  return or(endings.map((end) => sql`coalesce(${cell(column)} like ${sql.lit(`%${end}`)}, false)`));
}

function columnsOf(fields: readonly StagedField[], ...names: readonly string[]): number[] {
  return fields.filter(({ name }) => names.includes(name)).map(({ column }) => column);
}

/** What stands in the columns if that is a total's name, the rest holds too, and it may be one at first sight. */
function labelSql(likely: Expression, columns: readonly number[], rest: Expression): Expression {
  const label = sql`trim(concat(${sql.join(columns.map(cell), sql`, `)}))`;
  const bare = sql`lower(regexp_replace(${label}, '[\\s\\p{Z}\\p{P}]', '', 'g'))`;
  return sql`case when ${likely} then case when regexp_full_match(${bare}, ${sql.lit(words)}) and ${rest} then ${label} end end`;
}

function cell(column: number): Expression {
  return sql.ref(`c${column}`);
}

/** Cheap, as every row is asked: the cells are looked at closely only where this holds. */
function startsBlank(column: number): Expression {
  return sql`(${cell(column)} is null or ${cell(column)} like ' %')`;
}

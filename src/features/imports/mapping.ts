import { closest } from '../../domain/parse/closest.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { ReadableTable } from '../files/open-table.ts';
import { foldName } from './column-names.ts';
import { nearestNames } from './nearest-names.ts';

/** What the user settled with `--map field=column`. */
export type Settled = ReadonlyMap<string, string>;

/** Where a pair ends; a Chinese comma counts where another pair follows it. */
const end = String.raw`\s*(?:,|$|，(?=\s*[A-Za-z]\w*\s*[=＝]))`;
/** A field, an equals sign and a column's name, which may stand in double quotes, those within doubled. */
const pair = new RegExp(String.raw`^([^=＝,]*)[=＝]\s*(?:"((?:[^"]|"")*)"(?=${end})|(.*?))${end}`, 's');

/**
 * Reads `customer_id=收货地址,amount=总金额`, as often as given. A column's name with a comma stands in double
 * quotes: `amount="Total, net"`.
 */
export function parseSettled(written: readonly string[]): Settled {
  const settled = new Map<string, string>();
  for (const text of written) {
    let last = '';
    for (let rest = text; rest.trim() !== ''; ) {
      const match = pair.exec(rest);
      const part = match?.[0] ?? rest.replace(/,.*/s, ',');
      rest = rest.slice(part.length);
      const bare = part.replace(/,$/, '').trim();
      if (bare === '') continue;
      const [field = '', column = ''] = [match?.[1]?.trim(), match?.[2]?.replaceAll('""', '"') ?? match?.[3]];
      if (field === '' || column === '') throw new InputError([wrongForm(bare, last)]);
      settled.set(field, column);
      last = bare;
    }
  }
  return settled;
}

function wrongForm(written: string, before: string): Problem {
  const quoted = before.replace(/=\s*(.*)$/s, (_, column) => `="${column}, ${written}"`);
  const [zh, en] =
    before === ''
      ? ['', '']
      : [
          `；列名里有逗号的，用双引号括起来：${quoted}`,
          `; a column’s name with a comma in it goes into double quotes: ${quoted}`,
        ];
  return problem(
    'map-form',
    '--map',
    `“${written}”应写成 字段=列名，如 customer_id=买家会员名${zh}`,
    `“${written}” should be written field=column, such as customer_id=Buyer${en}`,
  );
}

/** A column's name as `--map` takes it. */
export function mappable(column: string): string {
  return /[,"\s]/.test(column) ? `"${column.replaceAll('"', '""')}"` : column;
}

/** The most names of columns that a message lists. */
const MOST_LISTED = 100;

/** A table's columns as a message lists them, each as `--map` takes it; of very many the first, and how many more. */
export function namesOf(columns: readonly string[]): string {
  const listed = columns.slice(0, MOST_LISTED).map(mappable).join(', ');
  const more = columns.length - MOST_LISTED;
  return more > 0 ? `${listed}, … (+${more})` : listed;
}

/** Where the column that was settled for a field is in a file, if it is there. */
export function settledColumn(
  columns: readonly string[],
  settled: Settled,
  field: string,
): number | undefined {
  const name = settled.get(field);
  if (name === undefined) return undefined;
  const exact = columns.indexOf(name);
  const index = exact >= 0 ? exact : columns.findIndex((column) => foldName(column) === foldName(name));
  return index >= 0 ? index : undefined;
}

/** Where the columns are that are to be left alone. */
export function leftColumns(columns: readonly string[], leave: readonly string[]): ReadonlySet<number> {
  return new Set(columns.flatMap((column, index) => (leave.includes(column) ? [index] : [])));
}

/** A pair of `--map` that cannot be meant, and the fields it was to settle: nobody need hear that they lack a column. */
export interface Misfit {
  readonly problem: Problem;
  readonly fields: readonly string[];
}

/** A pair that names no field: the two sides of the equals sign may have been exchanged. */
export function unknownField(field: string, column: string, fields: readonly string[]): Misfit {
  if (fields.includes(column)) {
    const swapped = problem(
      'map-swapped',
      '--map',
      `“${field}=${column}”写反了：等号前是字段，后是列名，请写 ${column}=${field}`,
      `“${field}=${column}” is the wrong way round: the field comes first, then the column. Write ${column}=${field}`,
    );
    return { problem: swapped, fields: [column] };
  }
  const [guess, list] = [closest(field, fields), fields.join(', ')];
  const unknown = problem(
    'map-field',
    '--map',
    `没有字段“${field}”。${guess ? `是不是 ${guess}？` : ''}可用：${list}`,
    `there is no field “${field}”. ${guess ? `Did you mean ${guess}? ` : ''}Known: ${list}`,
  );
  return { problem: unknown, fields: guess ? [guess] : [] };
}

/** A column that none of the files has which could have it. */
export function unknownColumn(field: string, name: string, tables: readonly ReadableTable[]): Misfit {
  const columns = [...new Set(tables.flatMap((table) => table.columns))];
  if (columns.length === 0) return { problem: noList(field), fields: [field] };
  const list = namesOf(columns);
  const near = nearestNames(name, columns).map((column) => `“${column}”`);
  const [zhGuess, enGuess] =
    near.length === 0 ? ['', ''] : [`是不是${near.join('、')}？`, `Did you mean ${near.join(' or ')}? `];
  const [only, ...others] = tables;
  const single = only !== undefined && others.length === 0;
  const unknown = problem(
    'map-column',
    single ? only.original : '--map',
    `没有“${name}”这一列。${zhGuess}${single ? '文件' : '这些文件'}里有：${list}`,
    `there is no column “${name}”. ${enGuess}${single ? 'The file has' : 'The files have'}: ${list}`,
  );
  return { problem: unknown, fields: [field] };
}

function noList(field: string): Problem {
  return problem(
    'map-column',
    '--map',
    `${field} 是客户名单的字段：请用 --customers 给出客户名单`,
    `${field} is a field of the customer list: give the list with --customers`,
  );
}

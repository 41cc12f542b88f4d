import type { ReadableTable } from '../files/open-table.ts';

/** How columns that tell customers apart are called, also those that only may do. */
const tellsWho =
  /买家|客户|顾客|会员|收货人|收件人|手机|电话|收货地址|昵称|customer|client|buyer|member|e-?mail|phone|user/i;
/** What they paid or wrote tells nobody apart. */
export const tellsWhat = /款|额|费|金|积分|留言|备注|amount|price|note/i;

/** A column nothing else needs whose cells are words, so that it may well tell customers apart. */
export function wordyColumn({ columns, sample }: ReadableTable, used: ReadonlySet<number>): number {
  const telling = tellingColumn({ columns }, used);
  if (telling >= 0) return telling;
  const words = columns.map((_, index) => {
    const cells = sample.map((row) => row[index] ?? '').filter((cell) => /\p{L}{2}/u.test(cell));
    return used.has(index) ? 0 : new Set(cells).size;
  });
  const most = Math.max(...words);
  return most > 0 ? words.indexOf(most) : columns.findIndex((_, index) => !used.has(index));
}

/** A column nothing else needs whose name speaks of a person; -1 if there is none. */
export function tellingColumn(
  { columns }: Pick<ReadableTable, 'columns'>,
  used: ReadonlySet<number>,
): number {
  return columns.findIndex((name, index) => !used.has(index) && tellsWho.test(name) && !tellsWhat.test(name));
}

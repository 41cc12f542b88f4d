import { sql } from 'kysely';
import { type Lang, type Text, text } from '../../domain/text.ts';
import { commas, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { entryKinds } from '../ledger/entry-kinds.ts';
import type { EntryKind } from '../ledger/read-ledger.ts';
import { type ExportedTable, type ReadColumn, rowWriter, textOrNull } from './exported-table.ts';
import { dateColumn, numberColumn, textColumn } from './table-column.ts';

/**
 * The tier ledger, an entry a row, in the order in which they were made for each customer. Moments are in UTC. What an entry tells is in
 * words of a language, or, without one, as programs know it.
 */
export function ledgerTable(visibility: Visibility, lang: Lang | null): ExportedTable {
  const kind = (name: 'kind' | 'outcome', title: Text): ReadColumn => ({
    ...word(name, title, own(name)),
    write: (cell) => (lang !== null && isKind(cell) ? entryKinds[cell][lang] : textOrNull(cell)),
  });
  const word = (name: string, title: Text, read: Expression): ReadColumn => ({
    column: { ...textColumn(name), title },
    read,
  });
  const day = (name: string, title: Text): ReadColumn => ({
    column: { ...dateColumn(name), title },
    read: sql`cast(l.${sql.ref(name)} as text)`,
  });
  const own = (name: string): Expression => sql`l.${sql.ref(name)}`;
  const read: readonly ReadColumn[] = [
    word('customer_id', text('客户编号', 'customer id'), sql`c.external_id`),
    {
      column: { ...numberColumn('entry'), title: text('序号', 'entry'), stored: 'bigint' },
      read: own('entry_no'),
    },
    day('effective', text('生效日期', 'effective')),
    word('recorded_at', text('记录时间（UTC）', 'recorded at (UTC)'), sql`cast(l.recorded_at as text)`),
    kind('kind', text('类别', 'kind')),
    kind('outcome', text('结果', 'outcome')),
    word('from_tier', text('原等级', 'from tier'), own('from_tier')),
    word('to_tier', text('新等级', 'to tier'), own('to_tier')),
    word('held_tier', text('应得等级', 'held tier'), own('held_tier')),
    day('decided', text('依据日期', 'decided on')),
    word('scheme', text('等级标准', 'scheme'), sql`b.scheme_id || '@' || cast(b.version as text)`),
  ];
  const select = sql`select ${commas(read.map((column) => column.read))}
    from tier_ledger as l join customers as c on c.customer_id = l.customer_id
      join ledger_batches as b on b.batch_id = l.batch_id
    where ${visibleTo(visibility, sql`c.owner`) ?? sql`true`} order by c.external_id, l.entry_no`;
  return { columns: read.map(({ column }) => column), select, outRow: rowWriter(read) };
}

function isKind(cell: unknown): cell is EntryKind {
  return typeof cell === 'string' && Object.hasOwn(entryKinds, cell);
}

import { type Text, text } from '../../domain/text.ts';
import { importFields } from '../imports/import-fields.ts';
import { type TableColumn, withTitles } from './table-column.ts';

type Titles = Readonly<Record<string, Text>>;

/** What lists say of tiers. */
export const tierTitles: Titles = {
  from: text('原等级', 'from tier'),
  to: text('新等级', 'to tier'),
  tier: text('等级', 'tier'),
  tier_name: text('等级名称', 'tier name'),
  next_tier: text('下一等级', 'next tier'),
  missing: text('还差', 'missing'),
};

/** Columns of a list headed for people: who it is about as the importer knows it, the rest as given. */
export function listColumns(
  columns: readonly TableColumn[],
  titles: Titles,
  about: 'customers' | 'orders' = 'customers',
): TableColumn[] {
  const known = importFields(about, []).map(({ id, name }) => [id, name] as const);
  return withTitles(columns, new Map([...known, ...Object.entries(titles)]));
}

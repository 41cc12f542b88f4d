import type { CustomerRow, FilterField } from '../api/contract.ts';

export interface Column {
  /** As a view names it: a field's or metric's id. */
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly type: string;
  /** As what values are shown. */
  readonly shownAs: string;
  readonly sortable: boolean;
  readonly value: (row: CustomerRow) => unknown;
}

/** The columns shown when a view does not say which. */
export const usualColumns = ['name', 'tier', 'spend', 'orders', 'last_order', 'phone', 'owner', 'store'];

/** The rows' own fields by the ids that schemes know them by. */
const rowFields: Readonly<Record<string, (row: CustomerRow) => unknown>> = {
  name: (row) => row.name,
  phone: (row) => row.phone,
  email: (row) => row.email,
  region: (row) => row.region,
  source: (row) => row.source,
  channel: (row) => row.channel,
  store: (row) => row.store,
  owner: (row) => row.owner,
  registered_at: (row) => row.registeredAt,
  tier: (row) => row.tier,
  external_id: (row) => row.externalId,
};

/** All columns there are to choose from. */
export function columnsOf(fields: readonly FilterField[]): Column[] {
  const known = fields.flatMap(({ id, name, type, unit, kind, sortable }) => {
    const value = kind === 'metric' ? (row: CustomerRow) => row.metrics[id] : rowFields[id];
    return value === undefined ? [] : [{ id, name, type, shownAs: unit ?? type, sortable, value }];
  });
  const order = ({ id }: Column): number => {
    const place = usualColumns.indexOf(id);
    return place < 0 ? usualColumns.length : place;
  };
  return known.sort((a, b) => order(a) - order(b));
}

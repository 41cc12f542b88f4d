import type { Text } from '../../domain/text.ts';
import { foldName, nameRank } from './column-names.ts';

/** Columns by field, best first, before the names known in general. */
export type PresetColumns = Readonly<Record<string, readonly string[]>>;

export const presetHolds = ['orders', 'items', 'customers', 'settlements'] as const;

/** What is known of a source's files beyond the names of their columns. */
export interface Preset {
  readonly id: string;
  readonly name: Text;
  /** What its rows are; `items` are lines of orders that stand in another file, `settlements` money that came in and went back for orders. */
  readonly holds: (typeof presetHolds)[number];
  /** Whether its header was seen in a real file; else it is what the platform writes about its exports. */
  readonly proven: boolean;
  /** Whether a header is of this source; `columns` are folded names, `sample` the first rows. */
  readonly matches: (columns: ReadonlySet<string>, sample: readonly (readonly string[])[]) => boolean;
  readonly columns: (count: number) => PresetColumns;
  /** Whether an order's rows each carry their own amount or repeat the order's total. */
  readonly amounts: 'per-order' | 'per-line';
  /** Amount columns that are already net of refunds: the refund is added back. */
  readonly netColumns: readonly string[];
  /** What was to be paid for an order: where no column gives refunds, what a net amount lacks of it was given back. */
  readonly dueColumns: readonly string[];
  /** A row below zero is a refund of the customer on its day, never an order. */
  readonly negativeIsRefund: boolean;
  /** The rows of an order after its first leave blank what the first one says. */
  readonly continued: boolean;
  /** Rows that name no buyer are orders of nobody; elsewhere a blank buyer is taken for a slip. */
  readonly keepsNobody: boolean;
}

/** How a header is told: by names alone, wherever they stand and whatever else stands beside them. */
export interface Marks {
  /** All of these. */
  readonly every: string;
  /** At least so many of these. */
  readonly most?: readonly [number, string];
  /** None of these. */
  readonly none?: string;
}

type Given = Pick<Preset, 'id' | 'name'> & {
  readonly marks: Marks;
  readonly columns: PresetColumns;
} & Partial<Omit<Preset, 'columns' | 'matches'>>;

/** A preset told by its marks, of orders seen in real files whose rows repeat the order's total, where nothing else is said. */
export function preset({ marks, columns, ...given }: Given): Preset {
  return {
    holds: 'orders',
    proven: true,
    amounts: 'per-order',
    netColumns: [],
    dueColumns: [],
    negativeIsRefund: false,
    continued: false,
    keepsNobody: false,
    ...given,
    matches: markedBy(marks),
    columns: () => columns,
  };
}

function markedBy({ every, most: [least, some] = [0, ''], none = '' }: Marks): Preset['matches'] {
  const [all, any, not] = [every, some, none].map(names);
  const count = (wanted: readonly string[] | undefined, columns: ReadonlySet<string>): number =>
    (wanted ?? []).filter((name) => columns.has(name)).length;
  return (columns) =>
    count(all, columns) === all?.length && count(any, columns) >= least && count(not, columns) === 0;
}

function names(listed: string): string[] {
  return listed
    .split(' ')
    .filter((name) => name !== '')
    .map(foldName);
}

/** Whether any column is known to name a customer. */
export function namesCustomers(columns: ReadonlySet<string>): boolean {
  return [...columns].some((name) => nameRank('orders', 'customer_id', name) !== undefined);
}

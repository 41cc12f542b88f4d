import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import { decimalText } from '../../domain/exact.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { readCustomers } from '../customers/reading.ts';
import { textOrNull } from '../exports/exported-table.ts';
import { listColumns } from '../exports/list-titles.ts';
import { dateColumn, moneyColumn, type TableColumn, textColumn } from '../exports/table-column.ts';
import { type FileForm, writeFile } from '../exports/write-file.ts';
import { inBatches } from '../exports/write-table.ts';
import type { OutRow } from '../grade/out-table.ts';
import { businessOf } from '../schemes/business.ts';
import type { CustomerCheck, Norms, OrderCheck } from './check.ts';
import { findCheck } from './checks.ts';
import { failingSql } from './list-failing.ts';
import { failingOrderCells, failingOrdersFrom } from './list-failing-orders.ts';
import { readNorms } from './norms.ts';

export interface QualityFileRequest {
  /** A check's id. */
  readonly check: string;
  readonly visibility: Visibility;
  readonly form: FileForm;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: number;
}

interface FailingTable {
  readonly columns: readonly TableColumn[];
  readonly select: Expression;
  readonly outRow: (row: readonly unknown[]) => OutRow;
}

/**
 * Writes the customers who fail a check, or the orders where it is one of orders, a row each. The columns are called as the importer knows
 * them, so that what was completed in the file can be imported; phone numbers are masked. Gives how many rows.
 */
export async function writeQualityFile(folder: DataFolder, request: QualityFileRequest): Promise<number> {
  const { form, visibility, signal, now } = request;
  const check = findCheck(request.check);
  return await readCustomers(folder, async (reading) => {
    const norms = await readNorms(folder, reading, now);
    const { currency } = await businessOf(reading.db);
    const table =
      check.subject === 'orders'
        ? ordersTable(check, norms, visibility, currency)
        : customersTable(check, norms, visibility);
    const batches = inBatches(folder.database().stream(table.select), table.outRow, signal);
    return await writeFile(folder, form, listColumns(table.columns, {}, check.subject), batches, signal);
  });
}

const words = ['name', 'owner', 'region', 'source', 'store'] as const;

function customersTable(check: CustomerCheck, norms: Norms, visibility: Visibility): FailingTable {
  const columns = sql.join(words.map((name) => sql.ref(`c.${name}`)));
  return {
    columns: [
      textColumn('customer_id'),
      ...words.map(textColumn),
      textColumn('phone'),
      ...['registered_at', 'birthday'].map(dateColumn),
    ],
    select: sql`select c.external_id, ${columns}, c.phone_masked, cast(c.registered_day as text), cast(c.birthday as text)
      from customers as c where c.customer_id in (${failingSql(check, norms)}) and ${visibleTo(visibility, sql`c.owner`) ?? sql`true`}
      order by c.external_id`,
    outRow: (row) => row.map(textOrNull),
  };
}

function ordersTable(
  check: OrderCheck,
  norms: Norms,
  visibility: Visibility,
  currency: string,
): FailingTable {
  const scale = currencyDecimals(currency);
  const money = (cell: unknown): string | null =>
    cell === null ? null : decimalText({ units: BigInt(String(cell)), scale });
  return {
    columns: [
      ...['order_id', 'customer_id'].map(textColumn),
      dateColumn('ordered_at'),
      textColumn('status'),
      ...['amount', 'refunded'].map((name) => moneyColumn(name, currency)),
      ...['name', 'owner'].map(textColumn),
    ],
    select: sql`select ${failingOrderCells}, c.name, c.owner ${failingOrdersFrom(check, norms, visibility)}
      order by o.day desc, o.order_id desc`,
    outRow: ([ref, customer, day, status, amount, refunded, name, owner]) => [
      ...[ref, customer, day, status].map(textOrNull),
      ...[amount, refunded].map(money),
      ...[name, owner].map(textOrNull),
    ],
  };
}

import { sql } from 'kysely';
import { isRecordedSource } from '../../domain/event.ts';
import { and, type Expression } from '../../sql/expression.ts';
import { holdsItems, orderRef } from './join-items.ts';
import { type RowReason, unfitRefunds } from './row-reasons.ts';
import { amountField, isRefund, settledRef } from './settled-rows.ts';
import { columnName, fieldValue, rawOf, reasonOf, type StagedField, type StagedFile } from './staged-file.ts';

/** One thing that may be wrong with the rows of a staged file, as SQL over `joinedRows` that are rows (`isRow`). */
export interface Fault {
  /** The field it is about; null for the row as a whole. */
  readonly field: StagedField | null;
  /** The header's name of the field's column, or of all that could hold it. */
  readonly column: string;
  /** True for the rows that have it, never null. */
  readonly holds: Expression;
  readonly reason: Expression;
  /** The cell as it stood in the file. */
  readonly value: Expression;
  /** Whether the row is left out for it; else the cell alone is left blank. */
  readonly rejects: boolean;
}

/**
 * Everything that may be wrong with a file's rows, field by field; of events the database has a table `strangers` by then. Of a customer nothing is needed but the id: any
 * other value that cannot be read leaves its cell blank.
 */
export function faultsOf(staged: StagedFile): Fault[] {
  if (staged.kind === 'settlements') return ofRefunds(staged);
  return [...unreadable(staged), ...missing(staged), ...strangers(staged)];
}

/**
 * What may be wrong with a settlement's refunds; of its other rows nothing is read. The database has a table `unfit_refunds` of those that fit no order by
 * the time that it is asked.
 */
function ofRefunds(staged: StagedFile): Fault[] {
  const named = (name: string): StagedField | undefined => staged.fields.find((field) => field.name === name);
  const fault = (name: string, why: RowReason, holds: Expression, value: Expression): Fault => ({
    field: named(name) ?? null,
    column: columnName(staged, name) ?? name,
    holds,
    reason: reason(why),
    value,
    rejects: true,
  });
  const ref = settledRef(staged);
  const amount = amountField(staged);
  const unfit = unfitRefunds.map((why) =>
    fault(
      'order_id',
      why,
      sql`coalesce(${ref} in (select order_ref from unfit_refunds where reason = ${sql.lit(why)}), false)`,
      ref,
    ),
  );
  const read = new Set(['order_id', 'at', amount]);
  const all = [
    ...unreadable(staged).filter(({ field }) => read.has(field?.name ?? '')),
    fault(
      'order_id',
      'refund-without-order',
      sql`(${blank(staged, 'order_id')} and ${ref} is null)`,
      sql`''`,
    ),
    fault(amount, 'no-amount', sql`(${blank(staged, amount)})`, sql`''`),
    ...unfit,
  ];
  return all.map((each) => ({ ...each, holds: and([isRefund(staged), each.holds]) }));
}

function unreadable(staged: StagedFile): Fault[] {
  return staged.fields.flatMap((field) => {
    const unread = reasonOf(staged, field.name);
    if (unread === null) return [];
    const rejects = staged.kind !== 'customers' || field.name === 'customer_id';
    // In a row that is left out for its id nothing is kept that a cell could be blank in.
    const kept = rejects ? sql`` : sql` and (${fieldValue(staged, 'customer_id')}) is not null`;
    return {
      field,
      column: columnName(staged, field.name) ?? field.name,
      holds: sql`(${unread} is not null${kept})`,
      reason: unread,
      value: rawOf(staged.fields, field.name),
      rejects,
    };
  });
}

function missing(staged: StagedFile): Fault[] {
  const fault = (fields: readonly StagedField[], why: RowReason, join: 'and' | 'or'): Fault => {
    const blanks = fields.map(({ name }) => sql`(${blank(staged, name)})`);
    return {
      field: fields[0] ?? null,
      column: fields.map(({ name }) => columnName(staged, name)).join(' / '),
      holds: sql`(${sql.join(blanks, join === 'and' ? sql` and ` : sql` or `)})`,
      reason: reason(why),
      value: sql`''`,
      rejects: true,
    };
  };
  const named = (...names: string[]): StagedField[] =>
    staged.fields.filter(({ name }) => names.includes(name));
  const customer = fault(named('customer_id'), 'no-customer', 'or');
  if (staged.kind === 'customers') return [customer];
  if (isRecordedSource(staged.kind)) {
    const points = staged.kind === 'points' ? [fault(named('quantity'), 'no-points', 'or')] : [];
    return [customer, fault(named('at'), 'no-time', 'or'), ...points, ...belowZero(staged)];
  }
  if (holdsItems(staged)) return itemFaults(staged, fault(named('order_id'), 'no-order', 'or'));
  const amount = named('amount');
  return [
    ...(staged.keepsNobody ? [] : [customer]),
    fault(named('ordered_at', 'paid_at'), 'no-date', 'and'),
    fault(amount.length > 0 ? amount : named('quantity', 'unit_price'), 'no-amount', 'or'),
  ];
}

/** Items are of an order that the list of orders has; the database has a table `known_orders` by then. */
function itemFaults(staged: StagedFile, unnumbered: Fault): Fault[] {
  const ref = orderRef(staged);
  const stray: Fault = {
    ...unnumbered,
    holds: sql`coalesce((${ref}) not in (select ref from known_orders), false)`,
    reason: reason('no-such-order'),
    value: ref,
  };
  return [{ ...unnumbered, holds: sql`((${ref}) is null and ${unnumbered.holds})` }, stray];
}

/** Points are earned above 0. */
function belowZero(staged: StagedFile): Fault[] {
  const field = staged.fields.find(({ name }) => name === 'quantity');
  if (staged.kind !== 'points' || field === undefined) return [];
  const [kind, points] = [fieldValue(staged, 'kind'), fieldValue(staged, 'quantity')];
  return [
    {
      field,
      column: columnName(staged, 'quantity') ?? 'quantity',
      holds: sql`coalesce(${kind} = 'earned' and ${points} < 0, false)`,
      reason: reason('earned-below-zero'),
      value: sql`cast(${points} / 1000000 as text)`,
      rejects: true,
    },
  ];
}

/** Events of nobody who is a customer, where those are known. */
function strangers(staged: StagedFile): Fault[] {
  const field = staged.fields.find(({ name }) => name === 'customer_id');
  if (!isRecordedSource(staged.kind) || field === undefined) return [];
  const customer = fieldValue(staged, 'customer_id');
  return [
    {
      field,
      column: columnName(staged, 'customer_id') ?? 'customer_id',
      holds: sql`coalesce(${customer} in (select external_id from strangers), false)`,
      reason: reason('no-such-customer'),
      value: customer,
      rejects: true,
    },
  ];
}

function blank(staged: StagedFile, field: string): Expression {
  const unread = reasonOf(staged, field);
  const empty = sql`(${fieldValue(staged, field)}) is null`;
  return unread === null ? empty : sql`${empty} and ${unread} is null`;
}

function reason(why: RowReason): Expression {
  return sql`${sql.lit(why)}`;
}

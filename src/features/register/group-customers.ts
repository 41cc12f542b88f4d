import type { Field } from '../../domain/field.ts';
import { type CustomerColumn, customerColumns, type IncomingCustomers } from './record-customers.ts';
import type { ReadCustomer } from './written-customer.ts';

/** Customers of a request, those together that speak of the same columns; of several with one id all that they say, the last word. */
export function groupCustomers(
  customers: readonly ReadCustomer[],
  fields: readonly Field[],
): IncomingCustomers[] {
  const merged = new Map<string, ReadCustomer>();
  for (const customer of customers) {
    const before = merged.get(customer.externalId);
    merged.set(customer.externalId, {
      externalId: customer.externalId,
      columns: { ...before?.columns, ...customer.columns },
      custom: { ...before?.custom, ...customer.custom },
    });
  }
  const groups = new Map<string, ReadCustomer[]>();
  for (const customer of merged.values()) {
    const key = [...columnsOf(customer), hasCustom(customer)].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), customer]);
  }
  return [...groups.values()].map((group) => incoming(group, fields));
}

function incoming(group: readonly ReadCustomer[], fields: readonly Field[]): IncomingCustomers {
  const [first] = group;
  const columns = first === undefined ? [] : columnsOf(first);
  const rows = group.map(({ externalId, columns: values }) => ({ external_id: externalId, ...values }));
  if (first === undefined || !hasCustom(first)) return { columns, rows };
  const values = new Map(group.map(({ externalId, custom }) => [externalId, custom]));
  return { columns, rows, custom: { fields, values } };
}

function columnsOf({ columns }: ReadCustomer): CustomerColumn[] {
  return customerColumns.filter((column) => column in columns);
}

function hasCustom({ custom }: ReadCustomer): boolean {
  return Object.keys(custom).length > 0;
}

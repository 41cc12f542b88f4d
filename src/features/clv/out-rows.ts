import { currencyDecimals } from '../../domain/currency.ts';
import { type TableColumn, textColumn } from '../exports/table-column.ts';
import type { OutRow } from '../grade/out-table.ts';
import type { Prediction } from './predict.ts';

/** The columns of the result, one row per customer. */
export function clvColumns(currency: string): TableColumn[] {
  const decimals = currencyDecimals(currency);
  const number = (name: string): TableColumn => ({ name, type: 'number', stored: 'double' });
  const money = (name: string): TableColumn => ({
    ...number(name),
    format: decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`,
  });
  return [
    textColumn('customer_id'),
    ...['frequency', 'recency', 'T', 'p_alive', 'expected_purchases'].map(number),
    money('expected_average_value'),
    money('clv'),
  ];
}

/** A prediction as decimal texts: fractions with up to 6 decimals, money with its currency's. */
export function clvRow(prediction: Prediction, currency: string): OutRow {
  const { customer, frequency, recency, age, alive, purchases, worth, clv } = prediction;
  const money = (value: number): string => value.toFixed(currencyDecimals(currency));
  return [
    customer,
    ...[frequency, recency, age, alive, purchases].map(fractionText),
    money(worth),
    money(clv),
  ];
}

function fractionText(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, '');
}

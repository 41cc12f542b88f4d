import { currencyDecimals } from '../../domain/currency.ts';
import { dateColumn, type TableColumn, textColumn } from '../exports/table-column.ts';
import type { OutRow } from '../grade/out-table.ts';
import type { BacktestResult, PeriodResult } from './backtest-json.ts';

/** The columns of a table with a row for each period and tier. */
export function backtestColumns(currency: string): TableColumn[] {
  const decimals = currencyDecimals(currency);
  const format = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  const money = (name: string): TableColumn => ({ name, type: 'number', format, stored: 'double' });
  const count = (name: string): TableColumn => ({ name, type: 'number', stored: 'bigint' });
  const ratio = (name: string): TableColumn => ({ name, type: 'number', stored: 'double' });
  return [
    dateColumn('day'),
    textColumn('tier'),
    ...[count('customers'), money('revenue'), count('joined'), count('risen_into'), count('fallen_into')],
    ...[count('risen_from'), count('fallen_from')],
    ...[dateColumn('next_from'), dateColumn('next_to'), money('next_average'), ratio('lift')],
    ...[ratio('gini'), ratio('perfect_gini'), ratio('accuracy')],
  ];
}

/** Lowest tiers first; what belongs to a whole period is repeated. */
export function backtestRows({ periods, tiers, currency }: BacktestResult): OutRow[] {
  const money = (value: number | null | undefined): string | undefined =>
    value?.toFixed(currencyDecimals(currency));
  const place = new Map(tiers.map(({ id }, index) => [id, index]));
  return periods.flatMap((period) =>
    period.tiers.map(({ id, customers, revenue }, index) => {
      const { next } = period;
      const after = next?.tiers[index];
      const ahead = [next?.from, next?.to, money(after?.average), after?.lift];
      const whole = [next?.gini, next?.perfectGini, next?.accuracy];
      return [period.day, id, customers, money(revenue), ...moved(period, id, place), ...ahead, ...whole].map(
        cell,
      );
    }),
  );
}

function moved({ moves }: PeriodResult, id: string, place: ReadonlyMap<string, number>): (number | null)[] {
  if (moves === null) return [null, null, null, null, null];
  const at = (tier: string | null): number => (tier === null ? -1 : (place.get(tier) ?? -1));
  const count = (which: (from: string | null, to: string) => boolean): number =>
    moves.matrix.filter(({ from, to }) => which(from, to)).reduce((sum, { customers }) => sum + customers, 0);
  return [
    count((from, to) => from === null && to === id),
    count((from, to) => from !== null && to === id && at(from) < at(to)),
    count((from, to) => to === id && at(from) > at(to)),
    count((from, to) => from === id && at(from) < at(to)),
    count((from, to) => from === id && at(from) > at(to)),
  ];
}

function cell(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

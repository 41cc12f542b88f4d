import { accuracyRatio, concentration, lift, type RankedGroup, spread } from '../../domain/concentration.ts';
import { moneyText } from '../../domain/currency.ts';
import { type Fraction, fraction, fractionText, roundHalfAway } from '../../domain/exact.ts';
import type { Text } from '../../domain/text.ts';
import type { Backtest, Period } from './backtest.ts';
import type { Move } from './count-moves.ts';
import type { Foretold } from './foretold.ts';

/** A backtest for programs. Money is in major units, shares are 0 to 1, ratios have six decimals. */
export interface BacktestResult {
  readonly draft: { readonly id: string; readonly name: Text };
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly every: 'month' | 'quarter' | 'year';
  readonly lastDay: string;
  readonly tiers: readonly { readonly id: string; readonly name: Text }[];
  readonly periods: readonly PeriodResult[];
}

export interface PeriodResult {
  readonly day: string;
  readonly customers: number;
  readonly revenue: number;
  readonly tiers: readonly {
    readonly id: string;
    readonly customers: number;
    readonly share: number;
    readonly revenue: number;
    readonly revenueShare: number;
  }[];
  readonly moves: MovesResult | null;
  readonly next: NextResult | null;
}

export interface MovesResult {
  readonly joined: number;
  readonly up: number;
  readonly down: number;
  readonly stayed: number;
  readonly matrix: readonly {
    readonly from: string | null;
    readonly to: string;
    readonly customers: number;
  }[];
}

export interface NextResult {
  readonly from: string;
  readonly to: string;
  readonly average: number | null;
  readonly tiers: readonly {
    readonly id: string;
    readonly average: number | null;
    readonly lift: number | null;
  }[];
  readonly gini: number | null;
  readonly perfectGini: number | null;
  readonly accuracy: number | null;
}

export function backtestJson({ draft, from, to, every, lastDay, periods }: Backtest): BacktestResult {
  const ids = draft.tiers.map(({ id }) => id);
  const money = (minor: bigint): number => Number(moneyText(minor, draft.currency));
  return {
    draft: { id: draft.id, name: draft.name },
    currency: draft.currency,
    ...{ from, to, every, lastDay },
    tiers: draft.tiers.map(({ id, name }) => ({ id, name })),
    periods: periods.map((period) => ({
      ...sizes(period, money),
      moves: period.moves === null ? null : movesJson(period.moves, ids),
      next: period.next === null ? null : nextJson(period.next, ids, money),
    })),
  };
}

type Money = (minor: bigint) => number;

function sizes({ day, tiers }: Period, money: Money): Omit<PeriodResult, 'moves' | 'next'> {
  const customers = tiers.reduce((sum, tier) => sum + tier.customers, 0);
  const revenue = tiers.reduce((sum, tier) => sum + tier.revenue, 0n);
  return {
    day,
    customers,
    revenue: money(revenue),
    tiers: tiers.map((tier) => ({
      id: tier.id,
      customers: tier.customers,
      share: customers === 0 ? 0 : tier.customers / customers,
      revenue: money(tier.revenue),
      revenueShare: revenue === 0n ? 0 : Number(tier.revenue) / Number(revenue),
    })),
  };
}

function movesJson(moves: readonly Move[], ids: readonly string[]): MovesResult {
  const count = (which: (from: number | null, to: number) => boolean): number =>
    moves.filter(({ from, to }) => which(from, to)).reduce((sum, { customers }) => sum + customers, 0);
  return {
    joined: count((from) => from === null),
    up: count((from, to) => from !== null && to > from),
    down: count((from, to) => from !== null && to < from),
    stayed: count((from, to) => from === to),
    matrix: moves.map(({ from, to, customers }) => ({
      from: from === null ? null : (ids[from] ?? ''),
      to: ids[to] ?? '',
      customers,
    })),
  };
}

function nextJson({ from, to, tiers, perfect }: Foretold, ids: readonly string[], money: Money): NextResult {
  const all: RankedGroup = {
    customers: tiers.reduce((sum, { customers }) => sum + customers, 0n),
    spent: tiers.reduce((sum, { spent }) => sum + spent, 0n),
  };
  const average = ({ customers, spent }: RankedGroup): number | null =>
    customers === 0n ? null : money(roundHalfAway(spent, customers));
  return {
    ...{ from, to, average: average(all) },
    tiers: tiers.map((tier, place) => ({
      id: ids[place] ?? '',
      average: average(tier),
      lift: decimal(lift(tier, all)),
    })),
    gini: decimal(concentration(tiers)),
    perfectGini: decimal(all.spent <= 0n ? null : fraction(perfect, all.customers * all.spent)),
    accuracy: decimal(all.spent <= 0n ? null : accuracyRatio(spread(tiers), perfect)),
  };
}

function decimal(ratio: Fraction | null): number | null {
  return ratio === null ? null : Number(fractionText(ratio, 6));
}

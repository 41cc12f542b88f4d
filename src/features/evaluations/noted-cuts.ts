import { day } from '../../domain/calendar.ts';
import type { PurchaseModel } from '../../domain/clv/purchase-model.ts';
import type { CutPoint, RfmCuts } from '../../sql/rfm.ts';
import { type CutPoints, distributionTable } from '../tiers/grade-all.ts';

type NotedPoint = readonly [value: string, customer: string | null];

/** Cut points as they are noted beside an evaluation; those of shares are tables beside its own. */
interface NotedCuts {
  readonly rfm: Readonly<Record<string, Readonly<Record<string, readonly NotedPoint[]>>>>;
  /** Of each share how many customers have a value. */
  readonly shares: readonly string[];
  /** Missing in those noted before it was. */
  readonly fixedOn?: string | null;
  readonly models?: Readonly<Record<string, PurchaseModel>>;
}

/** Cut points as JSON. */
export function noteCuts({ fixedOn, scorings, distributions, models }: CutPoints): string {
  const rfm = [...scorings].map(([prefix, cuts]) => [prefix, mapped(cuts, notedPoint)]);
  const shares = distributions.map(({ of }) => String(of));
  const noted = { rfm: Object.fromEntries(rfm), shares, fixedOn, models: Object.fromEntries(models) };
  return JSON.stringify(noted satisfies NotedCuts);
}

/** Cut points out of such JSON; `table` is that of the grades. */
export function readCuts(noted: string, table: string): CutPoints {
  const { rfm, shares, fixedOn, models = {} } = JSON.parse(noted) as NotedCuts;
  const scorings = Object.entries(rfm).map(
    ([prefix, cuts]) => [prefix, mapped(cuts, pointOf) as unknown as RfmCuts] as const,
  );
  return {
    fixedOn: typeof fixedOn === 'string' ? day(fixedOn) : null,
    scorings: new Map(scorings),
    distributions: shares.map((of, index) => ({ table: distributionTable(table, index), of: BigInt(of) })),
    models: new Map(Object.entries(models)),
  };
}

function mapped<From, To>(
  cuts: Readonly<Record<string, readonly From[]>>,
  of: (point: From) => To,
): Record<string, To[]> {
  return Object.fromEntries(Object.entries(cuts).map(([fact, points]) => [fact, points.map(of)]));
}

function notedPoint({ value, customer }: CutPoint): NotedPoint {
  return [String(value), customer === null ? null : String(customer)];
}

function pointOf([value, customer]: NotedPoint): CutPoint {
  return { value: BigInt(value), customer: customer === null ? null : BigInt(customer) };
}

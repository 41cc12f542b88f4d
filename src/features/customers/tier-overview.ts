import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { moneyText } from '../../domain/currency.ts';
import { predictionRemarks } from '../../domain/describe/prediction-remarks.ts';
import type { Text } from '../../domain/text.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleSql } from './chosen-customers.ts';
import { openGrid } from './grid.ts';
import { type Reading, readCustomers } from './reading.ts';

/** A tier with the customers in it and what they spend over their lifetime, in major units; shares are 0 to 1. */
export interface TierShare {
  readonly id: string;
  readonly name: Text;
  readonly customers: number;
  readonly share: number;
  readonly revenue: number;
  readonly revenueShare: number;
}

export interface TierOverview {
  /** Null before the first. */
  readonly evaluation: bigint | null;
  /** Lowest first. */
  readonly tiers: readonly TierShare[];
  /** Of metrics that are predicted, what has to be known to trust them. */
  readonly remarks: readonly Text[];
}

/** How the visible customers are spread over the tiers. */
export async function tierOverview(folder: DataFolder, visibility: Visibility): Promise<TierOverview> {
  return await readCustomers(
    folder,
    async (reading) =>
      await reading.remember(['tiers', visibility], async () => await readTiers(reading, visibility)),
  );
}

async function readTiers(reading: Reading, visibility: Visibility): Promise<TierOverview> {
  const { generation, db } = reading;
  if (generation === null) return { evaluation: null, tiers: [], remarks: [] };
  const { scheme, graded, cuts } = generation;
  const grid = openGrid(reading);
  const spend = graded.metrics.find(({ metric }) => metric.id === 'spend');
  if (spend === undefined) throw new RangeError('not stored: spend');
  const tier = grid.column('tier');
  const revenue = sql`cast(coalesce(sum(${grid.column(spend.value.name)}), 0) as bigint)`;
  const visible = visibleSql(visibility, grid) ?? sql`true`;
  const { rows } = await sql<{ tier: bigint; customers: bigint; revenue: bigint }>`select ${tier} as tier,
      count(*) as customers, ${revenue} as revenue
    from ${grid.from()} where ${tier} is not null and ${visible} group by 1`.execute(db);
  const byTier = new Map(rows.map((row) => [Number(row.tier), row]));
  const customers = rows.reduce((sum, row) => sum + row.customers, 0n);
  const all = rows.reduce((sum, row) => sum + row.revenue, 0n);
  return {
    evaluation: generation.id,
    remarks: predictionRemarks(scheme, cuts.models),
    tiers: scheme.tiers.map(({ id, name }, place) => {
      const row = byTier.get(place) ?? { customers: 0n, revenue: 0n };
      return {
        id,
        name,
        customers: Number(row.customers),
        share: shareOf(row.customers, customers),
        revenue: Number(moneyText(row.revenue, scheme.currency)),
        revenueShare: shareOf(row.revenue, all),
      };
    }),
  };
}

function shareOf(part: bigint, all: bigint): number {
  return all === 0n ? 0 : Number(part) / Number(all);
}

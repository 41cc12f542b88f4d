import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Text } from '../../domain/text.ts';
import { bigint, literalText } from '../../sql/expression.ts';
import { NOBODY } from '../../sql/nobody.ts';
import type { Visibility } from '../access/authorise.ts';
import { businessOf } from '../schemes/business.ts';
import { currentScheme } from '../schemes/standard-in-force.ts';
import { type BusinessSettings, readBusinessSettings } from './business-settings.ts';

/** A business at a glance. */
export interface BusinessOverview extends BusinessSettings {
  readonly currency: string;
  readonly timeZone: string;
  /** By which customers are graded; null before the first. */
  readonly scheme: { readonly id: string; readonly version: number; readonly name: Text } | null;
  /** Those that may be seen. */
  readonly customers: number;
  /** Theirs. */
  readonly orders: number;
  /** Orders of which nobody knows whose they are; 0 for whoever sees his own customers alone. */
  readonly unattributed: number;
}

/** The business with its customers and orders counted. `now` in milliseconds since 1970. */
export async function readBusiness(
  folder: DataFolder,
  visibility: Visibility,
  now: number,
): Promise<BusinessOverview> {
  const { reader } = folder.database();
  const current = await currentScheme(reader, now);
  const visible =
    'owner' in visibility
      ? sql`where customer_id in (select customer_id from customers where owner = ${literalText(visibility.owner)})`
      : null;
  const nobodys = sql`customer_id = ${bigint(NOBODY)}`;
  const { rows } = await sql<{ customers: bigint; orders: bigint; unattributed: bigint }>`select
    (select count(*) from customers ${visible ?? sql``}) as customers,
    (select count(*) from orders ${visible ?? sql`where not ${nobodys}`}) as orders,
    (select count(*) from orders where ${visible === null ? nobodys : sql`false`}) as unattributed`.execute(
    reader,
  );
  return {
    ...(await readBusinessSettings(reader)),
    ...(await businessOf(reader)),
    scheme: current === null ? null : { id: current.id, version: current.version, name: current.scheme.name },
    customers: Number(rows[0]?.customers ?? 0n),
    orders: Number(rows[0]?.orders ?? 0n),
    unattributed: Number(rows[0]?.unattributed ?? 0n),
  };
}

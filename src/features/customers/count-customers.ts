import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Seal } from '../contacts/seal.ts';
import { type CustomerQuery, chosenSql } from './chosen-customers.ts';
import { openGrid } from './grid.ts';
import { readCustomers } from './reading.ts';

/** How many customers a query chooses; remembered for as long as the data stays the same. */
export async function countCustomers(folder: DataFolder, seal: Seal, query: CustomerQuery): Promise<number> {
  return await readCustomers(folder, async (reading) => {
    return await reading.remember(['count', query], async () => {
      const grid = openGrid(reading);
      const chosen = await chosenSql(query, grid, seal, reading);
      const { rows } = await sql<{
        n: bigint;
      }>`select count(*) as n from ${grid.from()} where ${chosen}`.execute(reading.db);
      return Number(rows[0]?.n ?? 0);
    });
  });
}

import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { postgresUrl } from '../support/postgres.ts';
import type { Shop } from '../support/shop-folder.ts';
import { openTwoShops } from '../support/two-servers.ts';

/** Something that ends when it is told to. */
function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

async function someoneWaits({ folder }: Shop): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`.execute(
    folder.database().reader,
  );
  return rows.length > 0;
}

describe.skipIf(postgresUrl() === undefined)('turns of two servers on one PostgreSQL', () => {
  it('come one after the other', async () => {
    const [one, other] = await openTwoShops();
    const [begun, ending] = [gate(), gate()];
    const said: string[] = [];
    const first = one.folder.turns.wait('evaluation', async () => {
      begun.open();
      await ending.passed;
      said.push('first');
    });
    await begun.passed;
    const second = other.folder.turns.wait('evaluation', async () => said.push('second'));
    expect(await other.folder.turns.unlessTaken('evaluation', async () => 'mine')).toBeNull();
    expect(await other.folder.turns.unlessTaken('import', async () => 'mine')).toBe('mine');
    ending.open();
    await Promise.all([first, second]);
    expect(said).toEqual(['first', 'second']);
    expect(await other.folder.turns.unlessTaken('evaluation', async () => 'mine')).toBe('mine');
  });

  it('are free again after work that failed, and for others after those who gave up waiting', async () => {
    const [one, other] = await openTwoShops();
    const fails = one.folder.turns.wait('import', async () => {
      for (const isEarly of [true, false]) {
        const giving = new AbortController();
        const waiting = other.folder.turns.wait('import', async () => 'never', giving.signal);
        const givenUp = expect(waiting).rejects.toThrow('given up');
        while (!isEarly && !(await someoneWaits(one))) await new Promise((resolve) => setTimeout(resolve, 5));
        giving.abort(new Error('given up'));
        await givenUp;
      }
      throw new Error('failed');
    });
    await expect(fails).rejects.toThrow('failed');
    expect(await other.folder.turns.wait('import', async () => 'mine')).toBe('mine');
  });
});

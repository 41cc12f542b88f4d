import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { rememberedGeneration } from '../../src/features/evaluations/generation.ts';
import { finishImports } from '../../src/features/imports/finish-imports.ts';
import { keepEvents } from '../../src/features/register/keep-events.ts';
import { importText } from '../support/import-text.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const visits = 'customer_id,at,kind\nc1,2026-01-05,a\nc1,2026-01-06,b\nc2,2026-01-07,c\n';

async function shopOfTwo(): Promise<Shop> {
  const shop = await openShop();
  await importText(shop, 'customers', ['customer_id\nc1\nc2\n']);
  return shop;
}

async function count({ folder }: Shop, table: string): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.table(table)}`.execute(
    folder.database().reader,
  );
  return Number(rows[0]?.n);
}

/** The shop as an import sees it that does not end before what was sent meanwhile is written. */
function endingAfter(shop: Shop, sent: readonly Promise<unknown>[]): Shop {
  const { writer } = shop.folder;
  const writeSlice: typeof writer.writeSlice = async (change) => {
    await Promise.all(sent);
    return await writer.writeSlice(change);
  };
  return { ...shop, folder: { ...shop.folder, writer: { ...writer, writeSlice } } };
}

async function lastImport({ folder }: Shop): Promise<unknown> {
  const { rows } = await sql`select kind, status, cast(report as text) as report from imports
    order by import_id desc limit 1`.execute(folder.database().reader);
  return rows[0];
}

describe('a file of events', () => {
  it('is kept whole or not at all: what is stopped leaves nothing, and comes in full the next time', async () => {
    const shop = await shopOfTwo();
    const stopping = new AbortController();
    const at = (fraction: number): void => {
      // The events are inserted by then, and not yet committed.
      if (fraction === 0.8) stopping.abort(new Error('stopped'));
    };
    const progress = { step: () => undefined, at };
    const stopped = importText(shop, 'visits', [visits], { signal: stopping.signal, progress });
    await expect(stopped).rejects.toThrow();
    expect(await count(shop, 'events')).toBe(0);
    expect(await lastImport(shop)).toMatchObject({ kind: 'visits', status: 'interrupted' });
    expect((await importText(shop, 'visits', [visits])).outcome).toEqual({
      added: 3,
      changed: 0,
      unchanged: 0,
    });
  });

  it('leaves an event to whoever sends it meanwhile', async () => {
    const shop = await shopOfTwo();
    const sent: Promise<unknown>[] = [];
    const at = (fraction: number): void => {
      if (fraction !== 0.3 || sent.length > 0) return;
      const events = [{ source: 'visits', customerId: 'c1', at: '2026-01-06', kind: 'b' }];
      const request = { events, visibility: { all: true } as const, author: 'desk', at: shop.clock.now };
      sent.push(keepEvents(shop.folder, request, rememberedGeneration()));
    };
    const progress = { step: () => undefined, at };
    const { outcome } = await importText(endingAfter(shop, sent), 'visits', [visits], { progress });
    expect(await Promise.all(sent)).toMatchObject([{ results: [{ status: 'added' }] }]);
    expect(await count(shop, 'events')).toBe(3);
    expect(outcome).toEqual({ added: 2, changed: 0, unchanged: 1 });
  });

  it('resolves beside somebody else who resolves another at the same time', async () => {
    const shop = await shopOfTwo();
    const rows = (resolved: string) =>
      `customer_id,at,resolved_at\nc1,2026-01-05,${resolved}\nc2,2026-01-06,\n`;
    await importText(shop, 'complaints', [rows('')]);
    const sent: Promise<unknown>[] = [];
    const at = (fraction: number): void => {
      if (fraction !== 0.8 || sent.length > 0) return;
      const said = { source: 'complaints', resolvedAt: '2026-01-09' };
      const events = [
        { ...said, customerId: 'c1', at: '2026-01-05' },
        { ...said, customerId: 'c2', at: '2026-01-06' },
      ];
      const request = { events, visibility: { all: true } as const, author: 'desk', at: shop.clock.now };
      sent.push(keepEvents(shop.folder, request, rememberedGeneration()));
    };
    const progress = { step: () => undefined, at };
    await importText(endingAfter(shop, sent), 'complaints', [rows('2026-01-08')], { progress });
    expect(await Promise.all(sent)).toMatchObject([
      { results: [{ status: 'changed' }, { status: 'changed' }] },
    ]);
    expect(await count(shop, 'events')).toBe(2);
    const { rows: resolved } = await sql`select count(resolved_day) as n from events`.execute(
      shop.folder.database().reader,
    );
    expect(resolved).toEqual([{ n: 2n }]);
  });

  it('that a killed process left is told to be interrupted at the next start', async () => {
    const shop = await shopOfTwo();
    await shop.folder.writer.write(async (trx) => {
      await sql`insert into imports (import_id, kind, file, digest, status, started_at)
        values (77, 'reviews', 'r.csv', 'x', 'recording', cast('2026-01-15' as timestamp))`.execute(trx);
    });
    await finishImports(shop.folder, shop.clock.now);
    expect(await lastImport(shop)).toMatchObject({ kind: 'reviews', status: 'interrupted' });
  });
});

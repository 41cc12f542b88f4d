import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { clockOf } from '../../src/domain/calendar.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { importText } from '../support/import-text.ts';
import { expectSoundLedger } from '../support/ledger-shop.ts';
import { grown } from '../support/register-digest.ts';
import { type Caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers } from '../support/two-tiers.ts';

const orders = (...lines: string[]) => `order_id,customer_id,paid_at,amount\n${lines.join('\n')}\n`;

/** A shop with ada, then an import of a wrong file: it changes her order a1, and brings two more and two customers. */
async function wronged(): Promise<{ readonly all: Served; readonly by: Caller }> {
  const all = await serveShop();
  const by = localCaller(all);
  expect((await by.send('POST', '/schemes', { document: twoTiers })).statusCode).toBe(201);
  const files = [
    orders('a1,ada,2026-01-10,600'),
    orders('a1,ada,2026-01-10,6000', 'a2,ada,2026-01-11,50', 'b1,bob,2026-01-11,70', 'c1,cleo,2026-01-11,80'),
  ];
  for (const file of files) {
    await importText(all.shop, 'orders', [file], { seal: all.served.seal });
    await evaluateAll(all.shop.folder, { asOf: null, clock: () => all.shop.clock.now });
  }
  return { all, by };
}

const none = { orders: 0, refunds: 0, events: 0, customers: 0, fields: 0, names: 0, settled: 0 };

/** Takes an import back and waits for the end. */
async function undo(
  by: Caller,
  id: number,
): Promise<{ state: string; result: unknown; problems: unknown[] }> {
  const asked = await by.send('POST', `/imports/${id}/undo`);
  expect(asked.statusCode, asked.body).toBe(202);
  for (;;) {
    const found = (await by.get(`/jobs/${asked.json<{ job: string }>().job}`)).json();
    if (found.state !== 'running') return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('an import that is taken back over the API', () => {
  it('R006 names what stays first, leaves the rest as before, and says the second time that nothing more can be done', async () => {
    const { all, by } = await wronged();
    const sent = { orderId: 'c1', customerId: 'cleo', paidAt: '2026-01-11', amount: 81 };
    await by.send('POST', '/orders', { orders: [sent] });
    const goes = { ...none, orders: 2, customers: 1 };
    const stays = {
      count: 2,
      first: [
        {
          what: 'customers',
          name: 'cleo',
          reason: 'has-orders',
          message: expect.stringMatching(/^has orders/),
        },
        { what: 'orders', name: 'c1', reason: 'edited', message: expect.stringMatching(/changed since/) },
      ],
      laterImports: [],
    };
    const effect = { goes, back: { orders: 1, events: 0, customers: 0 }, stays };
    const preview = (await by.get('/imports/2/undo')).json();
    expect(preview).toEqual({
      import: expect.objectContaining({ id: '2', kind: 'orders', author: 'test' }),
      ...effect,
    });

    const done = await undo(by, 2);
    expect([done.state, done.result]).toEqual([
      'done',
      expect.objectContaining({ importId: '2', ...effect }),
    ]);
    const listed = (await by.get('/customers')).json<{ customers: object[] }>().customers;
    expect(listed).toMatchObject([
      { externalId: 'ada', tier: 'base', metrics: { spend: 600, orders: 1 } },
      { externalId: 'cleo', metrics: { spend: 81 } },
    ]);
    expect((await by.get('/imports')).json()).toMatchObject({
      imports: [
        { id: '2', undone: { author: 'command line', stayed: 2, laterImports: [] } },
        { id: '1', undone: null },
      ],
    });
    expect((await by.get('/audit')).json().entries[0]).toMatchObject({ action: 'import-undone' });
    const counts = await grown(all.shop.folder);
    expect((await by.get('/imports/2/undo')).json()).toMatchObject({
      import: { undone: { author: 'command line', stayed: 2 } },
      goes: none,
      stays: { count: 2 },
    });
    expect(await undo(by, 2)).toMatchObject({ state: 'failed', problems: [{ code: 'nothing-undone' }] });
    expect(await grown(all.shop.folder)).toEqual(counts);
    await expectSoundLedger(all.shop);
    const { tables, rules } = await verifyFolder(all.shop.folder, all.served.seal);
    expect([...tables, ...rules].filter((each) => !holds(each))).toEqual([]);
    expect(all.faults).toEqual([]);
  });

  it('S01 is for owners and managers, of an import that is there and kept something, while none goes on', async () => {
    const { all, by } = await wronged();
    const rep = await signInAs(all, 'rita', 'rep');
    expect((await rep.get('/imports/2/undo')).statusCode).toBe(403);
    const manager = await signInAs(all, 'mona', 'manager');
    expect((await manager.get('/imports/2/undo')).statusCode).toBe(200);
    expect((await by.get('/imports/9/undo')).statusCode).toBe(404);
    await importText(all.shop, 'orders', [orders('a2,ada,2026-01-11,50')], { seal: all.served.seal });
    expect((await by.get('/imports/3/undo')).json()).toMatchObject({
      problems: [{ code: 'nothing-imported' }],
    });
    const { writer } = all.shop.folder;
    await writer.write((trx) => sql`update imports set finished_at = null where import_id = 3`.execute(trx));
    for (const answer of [await by.get('/imports/2/undo'), await by.send('POST', '/imports/2/undo')]) {
      expect([answer.statusCode, answer.json().problems[0].code]).toEqual([422, 'import-running']);
    }
  });

  it('R034 is taken back again after the later import that had changed the same, and is refused when nothing is left', async () => {
    const { all, by } = await wronged();
    // The later one gives an order, and with it a customer, to somebody else.
    const later = orders('a1,ada,2026-01-10,7000', 'b1,dan,2026-01-11,70');
    await importText(all.shop, 'orders', [later], { seal: all.served.seal });
    const first = {
      goes: { ...none, orders: 2, customers: 1 },
      back: { orders: 0, events: 0, customers: 0 },
      stays: {
        count: 3,
        first: [
          { what: 'customers', name: 'bob', reason: 'comes-back' },
          { what: 'orders', name: 'b1', reason: 'later-import' },
          { what: 'orders', name: 'a1', reason: 'later-import' },
        ],
        laterImports: ['3'],
      },
    };
    expect((await by.get('/imports/2/undo')).json()).toMatchObject({ ...first, import: { undone: null } });
    expect(await undo(by, 2)).toMatchObject({ state: 'done', result: first });
    const [, listed] = (await by.get('/imports')).json<{ imports: object[] }>().imports;
    expect(listed).toMatchObject({ id: '2', undone: { stayed: 3, laterImports: ['3'] } });
    expect(await undo(by, 2)).toMatchObject({
      state: 'failed',
      problems: [{ code: 'nothing-undone', message: expect.stringMatching(/take import 3 back first/) }],
    });

    expect(await undo(by, 3)).toMatchObject({
      result: { goes: { ...none, customers: 1 }, back: { orders: 2 }, stays: { count: 0 } },
    });
    const waits = (await by.get('/imports')).json<{ imports: object[] }>().imports[1];
    expect(waits).toMatchObject({ id: '2', undone: { stayed: 3, laterImports: [] } });
    expect(await undo(by, 2)).toMatchObject({
      result: { goes: { ...none, orders: 1, customers: 1 }, back: { orders: 1 }, stays: { count: 0 } },
    });
    expect((await by.get('/customers')).json()).toMatchObject({
      customers: [{ externalId: 'ada', metrics: { spend: 600, orders: 1 } }],
    });
    for (const again of [await by.get('/imports/2/undo'), await by.send('POST', '/imports/2/undo')]) {
      expect([again.statusCode, again.json().problems[0].code]).toEqual([422, 'import-undone']);
    }
    // At nine in the morning by the business's own clock, an hour after midnight by universal time.
    expect((await by.get('/imports/2/undo')).json().problems[0].message).toContain(
      clockOf(all.shop.clock.now, 'Asia/Shanghai'),
    );
  });

  it('R006 can be the last but one after the last is taken back: what that put back is the earlier import’s again', async () => {
    const { by } = await wronged();
    for (const id of [2, 1]) expect(await undo(by, id)).toMatchObject({ state: 'done' });
    expect((await by.get('/customers/count')).json()).toEqual({ count: 0 });
  });
});

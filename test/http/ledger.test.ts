import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { DAY } from '../support/accounts.ts';
import { type Caller, caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers } from '../support/two-tiers.ts';

interface Ledger {
  readonly held: {
    readonly tier: { readonly id: string };
    readonly shown: { readonly id: string };
    readonly frozenUntil: string | null;
  };
  readonly entries: readonly {
    readonly effective: string;
    readonly kind: string;
    readonly to: { id: string };
  }[];
  readonly overrides: readonly {
    readonly id: string;
    readonly state: string;
    readonly approver: string | null;
  }[];
}

/** On the second day of the ledger: ada, whose owner is rita, and bob, whose owner is sam; both in the base tier. */
async function served(): Promise<Served> {
  const all = await serveShop();
  const by = localCaller(all);
  await by.send('POST', '/schemes', { document: twoTiers });
  const customers = [
    { externalId: 'ada', owner: 'rita' },
    { externalId: 'bob', owner: 'sam' },
  ];
  await by.send('POST', '/customers', { customers });
  await nextDay(all, 0);
  await nextDay(all);
  return all;
}

async function nextDay({ shop }: Served, days = 1): Promise<void> {
  shop.clock.now += days * DAY;
  await evaluateAll(shop.folder, { asOf: null, clock: () => shop.clock.now });
}

async function idOf(all: Served, externalId: string): Promise<string> {
  const found = await localCaller(all).get(`/customers?externalId=${externalId}`);
  return found.json<{ customers: { id: string }[] }>().customers[0]?.id ?? '';
}

async function ledger(by: Caller, id: string): Promise<Ledger> {
  const answer = await by.get(`/customers/${id}/ledger`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Ledger>();
}

async function shownTo(by: Caller, id: string): Promise<unknown> {
  const shown = (await by.get(`/customers/${id}`)).json<{ tier: string }>().tier;
  return [shown, (await ledger(by, id)).held.shown.id];
}

const pin = { kind: 'pin', tier: 'gold', reason: 'goodwill' };

describe('overrides', () => {
  it('S02 a rep neither sees the ledger of another’s customer nor sets his tier', async () => {
    const all = await served();
    const rita = await signInAs(all, 'rita', 'rep');
    const [ada, bob] = [await idOf(all, 'ada'), await idOf(all, 'bob')];
    await localCaller(all).send('POST', `/customers/${bob}/overrides`, pin);
    const asked = [
      await rita.get(`/customers/${bob}/ledger`),
      await rita.get(`/customers/${bob}/tier?on=2026-01-16`),
      await rita.send('POST', `/customers/${bob}/overrides`, pin),
      await rita.send('DELETE', `/customers/${bob}/overrides/1`),
      await rita.send('DELETE', `/customers/${ada}/overrides/1`),
      await rita.send('POST', `/customers/${bob}/freezes`, { until: '2026-02-01', reason: 'closed' }),
    ];
    expect(asked.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 403]);
    const changes = await rita.get('/ledger/changes?from=2026-01-01&to=2026-01-31');
    expect(changes.json()).toMatchObject({ changes: [], up: 0, days: [] });
    const sam = await signInAs(all, 'sam', 'rep');
    const own = await sam.get('/ledger/changes?from=2026-01-01&to=2026-01-31');
    expect(own.json()).toMatchObject({
      changes: [{ externalId: 'bob', rises: true, from: { id: 'base' }, to: { id: 'gold' } }],
      ...{ up: 1, down: 0, days: [{ day: '2026-01-16', up: 1, down: 0 }] },
    });
    expect((await ledger(localCaller(all), bob)).held).toMatchObject({
      shown: { id: 'gold' },
      frozenUntil: null,
    });
    expect(all.faults).toEqual([]);
  });

  it('what a rep sets shows once somebody else has approved it', async () => {
    const all = await served();
    const [rita, manager] = [await signInAs(all, 'rita', 'rep'), await signInAs(all, 'mona', 'manager')];
    const ada = await idOf(all, 'ada');
    const set = await rita.send('POST', `/customers/${ada}/overrides`, pin);
    expect(set.json()).toMatchObject({ overrides: [{ state: 'waiting', author: 'rita', approver: null }] });
    await nextDay(all);
    expect(await shownTo(rita, ada)).toEqual(['base', 'base']);
    const path = `/customers/${ada}/overrides/1/approval`;
    expect((await rita.send('POST', path)).statusCode).toBe(403);
    expect(await shownTo(rita, ada)).toEqual(['base', 'base']);
    const approved = await manager.send('POST', path);
    expect(approved.json()).toMatchObject({
      held: { tier: { id: 'base' }, shown: { id: 'gold' } },
      entries: [{ effective: '2026-01-17', kind: 'override', to: { id: 'gold' }, held: { id: 'base' } }, {}],
      overrides: [{ state: 'in-force', approver: 'mona' }],
    });
    expect(await shownTo(rita, ada)).toEqual(['gold', 'gold']);
    await nextDay(all);
    expect(await shownTo(rita, ada)).toEqual(['gold', 'gold']);
    await manager.send('DELETE', `/customers/${ada}/overrides/1`);
    expect(await shownTo(rita, ada)).toEqual(['base', 'base']);
    expect(all.faults).toEqual([]);
  });

  it('nobody approves what they set themselves', async () => {
    const all = await served();
    const ada = await idOf(all, 'ada');
    const rita = await signInAs(all, 'rita', 'rep');
    await rita.send('POST', `/customers/${ada}/overrides`, pin);
    const users = (await localCaller(all).get('/users')).json<{ users: { id: string; name: string }[] }>()
      .users;
    const id = users.find(({ name }) => name === 'rita')?.id;
    const risen = await localCaller(all).send('PATCH', `/users/${id}`, { role: 'manager' });
    expect(risen.statusCode, risen.body).toBe(200);
    const own = await rita.send('POST', `/customers/${ada}/overrides/1/approval`);
    expect(own.json()).toMatchObject({ problems: [{ code: 'own-override' }] });
    expect((await ledger(localCaller(all), ada)).overrides).toMatchObject([{ state: 'waiting' }]);
  });

  it('a viewer sees the ledger and sets nothing', async () => {
    const all = await served();
    const viewer = await signInAs(all, 'vera', 'viewer');
    const ada = await idOf(all, 'ada');
    await localCaller(all).send('POST', `/customers/${ada}/overrides`, { ...pin, until: '2026-01-20' });
    expect(await shownTo(viewer, ada)).toEqual(['gold', 'gold']);
    const tried = [
      await viewer.send('POST', `/customers/${ada}/overrides`, pin),
      await viewer.send('POST', `/customers/${ada}/overrides/1/approval`),
      await viewer.send('DELETE', `/customers/${ada}/overrides/1`),
      await viewer.send('POST', `/customers/${ada}/freezes`, { reason: 'closed' }),
    ];
    expect(tried.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403]);
    expect((await ledger(viewer, ada)).overrides).toMatchObject([{ state: 'in-force' }]);
  });

  it('everything that is wrong is told at once, in the language of the caller', async () => {
    const all = await served();
    const ada = await idOf(all, 'ada');
    const wrong = { kind: 'floor', tier: 'platin', from: '2026-01-20', until: '2026-01-19', reason: ' ' };
    const english = await localCaller(all).send('POST', `/customers/${ada}/overrides`, wrong);
    expect(english.statusCode).toBe(422);
    expect(english.json()).toEqual({
      problems: [
        { code: 'reason-missing', path: 'reason', message: 'write the reason' },
        {
          code: 'unknown-tier',
          path: 'tier',
          message: 'there is no tier “platin”. There are: base, gold',
        },
        {
          code: 'day-too-early',
          path: 'until',
          message: 'write 2026-01-20 or a later day; what is past is corrected by orders, not by hand',
        },
      ],
    });
    const authorization = `Bearer ${all.served.localToken}`;
    const chinese = caller(all.app, { authorization, 'accept-language': 'zh-CN' });
    expect((await chinese.send('POST', `/customers/${ada}/overrides`, wrong)).json()).toMatchObject({
      problems: [
        { message: '请写明原因' },
        { message: '没有等级“platin”。可选：base, gold' },
        { message: '不能早于 2026-01-20' },
      ],
    });
    const freeze = await chinese.send('POST', `/customers/${ada}/freezes`, {
      until: '2026-01-15',
      reason: '',
    });
    expect(freeze.json()).toMatchObject({
      problems: [
        { code: 'reason-missing', path: 'reason' },
        { code: 'day-too-early', path: 'until', message: '不能早于 2026-01-16' },
      ],
    });
    expect(await ledger(localCaller(all), ada)).toMatchObject({ held: { frozenUntil: null }, overrides: [] });
  });
});

interface Listed {
  readonly overrides: readonly {
    readonly externalId: string;
    readonly kind: string;
    readonly state: string;
  }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly next: string | null;
}

async function listed(by: Caller, query = ''): Promise<Listed> {
  const answer = await by.get(`/overrides${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Listed>();
}

describe('the list of everything set by hand', () => {
  it('S02 shows where each stands by the day it ends, to a rep those of his own customers', async () => {
    const all = await served();
    const [rita, mona] = [await signInAs(all, 'rita', 'rep'), await signInAs(all, 'mona', 'manager')];
    const [ada, bob] = [await idOf(all, 'ada'), await idOf(all, 'bob')];
    await mona.send('POST', `/customers/${bob}/overrides`, { ...pin, kind: 'ceiling', until: '2026-01-20' });
    await mona.send('POST', `/customers/${bob}/overrides`, { ...pin, kind: 'floor', from: '2026-03-01' });
    await mona.send('POST', `/customers/${bob}/freezes`, { until: '2026-06-30', reason: 'renovation' });
    all.shop.clock.now += 1000;
    await mona.send('POST', `/customers/${bob}/freezes`, { until: '2026-05-31', reason: 'open again' });
    await rita.send('POST', `/customers/${ada}/overrides`, { ...pin, until: '2026-04-30' });
    const { overrides, counts, ...rest } = await listed(mona);
    expect(overrides).toMatchObject([
      { externalId: 'bob', kind: 'freeze', state: 'over', endedBy: 'mona', endWord: 'open again' },
      { externalId: 'bob', kind: 'ceiling', state: 'in-force', endsIn: 4, isReplaced: false },
      { externalId: 'ada', kind: 'pin', state: 'waiting', author: 'rita', tier: { id: 'gold' } },
      { externalId: 'bob', kind: 'freeze', state: 'in-force', until: '2026-05-31', tier: { id: 'base' } },
      { externalId: 'bob', kind: 'floor', state: 'coming', until: null, endsIn: null },
    ]);
    expect(counts).toEqual({ waiting: 1, 'in-force': 2, ending: 1, coming: 1, ended: 1 });
    expect(rest).toMatchObject({ owners: ['rita', 'sam'], authors: ['mona', 'rita'], next: null });
    const own = await listed(rita);
    expect(own.overrides).toMatchObject([{ externalId: 'ada', state: 'waiting' }]);
    expect(own).toMatchObject({ counts: { waiting: 1, 'in-force': 0 }, owners: ['rita'], authors: ['rita'] });
    const waiting = await Promise.all([mona, rita].map((by) => by.get('/overrides/waiting')));
    expect(waiting.map((answer) => answer.json<unknown>())).toEqual([{ count: 1 }, { count: 1 }]);
    const sam = await signInAs(all, 'sam', 'rep');
    expect((await sam.get('/overrides/waiting')).json()).toEqual({ count: 0 });
    const theirs = (await rita.get('/overrides/file?format=csv')).body.trim().split('\r\n').slice(1);
    expect(theirs).toMatchObject([expect.stringMatching(/^ada,/)]);
    const file = await mona.get('/overrides/file?format=csv&state=in-force');
    expect(file.body.split('\r\n').slice(1, 3)).toMatchObject([
      expect.stringMatching(/^bob,,sam,ceiling,gold,/),
      expect.stringMatching(/^bob,,sam,freeze,base,/),
    ]);
    expect(all.faults).toEqual([]);
  });

  it('is asked for by state, kind, tier, owner and author, and goes on where a page ended', async () => {
    const all = await served();
    const by = localCaller(all);
    const [ada, bob] = [await idOf(all, 'ada'), await idOf(all, 'bob')];
    for (const [id, kind, tier, until] of [
      [ada, 'pin', 'gold', '2026-02-01'],
      [ada, 'pin', 'base', '2026-02-01'],
      [bob, 'floor', 'gold', '2026-02-01'],
      [bob, 'ceiling', 'base', '2026-01-31'],
    ]) {
      await by.send('POST', `/customers/${id}/overrides`, { kind, tier, until, reason: 'test' });
    }
    const of = async (query: string): Promise<string[]> =>
      (await listed(by, query)).overrides.map(({ externalId, kind }) => `${externalId} ${kind}`);
    expect(await of('?state=in-force&kind=pin')).toEqual(['ada pin', 'ada pin']);
    expect(await of('?tier=gold')).toEqual(['ada pin', 'bob floor']);
    expect(await of('?owner=sam')).toEqual(['bob ceiling', 'bob floor']);
    expect(await of('?owner=')).toEqual([]);
    expect(await of('?author=mona')).toEqual([]);
    expect(await of('?state=ending&within=15')).toEqual(['bob ceiling']);
    expect((await listed(by, '?kind=pin')).overrides).toMatchObject([
      { tier: { id: 'gold' }, isReplaced: true },
      { tier: { id: 'base' }, isReplaced: false },
    ]);
    for (const [sort, order] of [
      ['ends', ['bob ceiling', 'ada pin', 'ada pin', 'bob floor']],
      ['-ends', ['ada pin', 'ada pin', 'bob floor', 'bob ceiling']],
    ] as const) {
      const found: string[] = [];
      let after = '';
      do {
        const page = await listed(by, `?sort=${sort}&limit=1${after}`);
        found.push(...page.overrides.map(({ externalId, kind }) => `${externalId} ${kind}`));
        after = page.next === null ? '' : `&after=${page.next}`;
      } while (after !== '');
      expect(found).toEqual(order);
    }
    expect(all.faults).toEqual([]);
  });

  it('says of a tier that the standard in force no longer has that it decides nothing', async () => {
    const all = await served();
    const by = localCaller(all);
    const ada = await idOf(all, 'ada');
    await by.send('POST', `/customers/${ada}/overrides`, { ...pin, until: '2026-04-30' });
    expect((await listed(by)).overrides).toMatchObject([{ tier: { id: 'gold' }, isTierGone: false }]);
    const [base, gold] = twoTiers.tiers;
    const other = { ...twoTiers, tiers: [base, { ...gold, id: 'platinum' }] };
    await by.send('POST', '/schemes', { document: other });
    await nextDay(all);
    expect((await listed(by)).overrides).toMatchObject([{ state: 'in-force', isTierGone: true }]);
  });

  it('whoever may approve rejects with a word, and the business says whose need approval', async () => {
    const all = await served();
    const [rita, mona] = [await signInAs(all, 'rita', 'rep'), await signInAs(all, 'mona', 'manager')];
    const ada = await idOf(all, 'ada');
    const path = `/customers/${ada}/overrides`;
    await rita.send('POST', path, pin);
    expect((await mona.send('POST', `${path}/1/rejection`, { word: ' ' })).json()).toMatchObject({
      problems: [{ code: 'reason-missing', path: 'word' }],
    });
    expect((await rita.send('POST', `${path}/1/rejection`, { word: 'no' })).statusCode).toBe(403);
    await mona.send('POST', `${path}/1/rejection`, { word: 'too early' });
    expect((await ledger(rita, ada)).overrides).toMatchObject([
      { state: 'rejected', endedBy: 'mona', endWord: 'too early', approver: null },
    ]);
    const late = await mona.send('POST', `${path}/1/approval`, { word: 'after all' });
    expect(late.json()).toMatchObject({ problems: [{ code: 'override-over' }] });
    await rita.send('POST', path, pin);
    await rita.send('DELETE', `${path}/2`);
    expect((await ledger(rita, ada)).overrides[0]).toMatchObject({ state: 'withdrawn' });

    const set = async (overrideApproval: string) =>
      await localCaller(all).send('PUT', '/business', { overrideApproval });
    expect((await set('some')).json()).toMatchObject({ problems: [{ code: 'unknown-approval' }] });
    expect((await set('everybody')).json()).toMatchObject({ overrideApproval: 'everybody' });
    await mona.send('POST', path, pin);
    expect((await mona.send('POST', `${path}/3/approval`)).json()).toMatchObject({
      problems: [{ code: 'own-override' }],
    });
    expect(await shownTo(rita, ada)).toEqual(['base', 'base']);
    await localCaller(all).send('POST', `${path}/3/approval`, { word: 'fine' });
    expect((await ledger(rita, ada)).overrides[0]).toMatchObject({ state: 'in-force', approvalWord: 'fine' });
    await localCaller(all).send('DELETE', `${path}/3`, { word: 'done' });
    await set('nobody');
    await rita.send('POST', path, pin);
    expect(await shownTo(rita, ada)).toEqual(['gold', 'gold']);
    expect(all.faults).toEqual([]);
  });
});

describe('GET /customers/:id/tier', () => {
  it('R023 says which tier it was on a day, as it was known at a moment', async () => {
    const all = await served();
    const ada = await idOf(all, 'ada');
    await nextDay(all, 4);
    const late = { orderId: 'a1', customerId: 'ada', paidAt: '2026-01-16', amount: 1000 };
    const sent = await localCaller(all).send('POST', '/orders', { orders: [late] });
    expect(sent.json()).toMatchObject({ results: [{ status: 'added' }] });
    await nextDay(all);
    const tier = async (known: string): Promise<unknown> => {
      const query = `on=2026-01-17&known=${known}`;
      return (await localCaller(all).get(`/customers/${ada}/tier?${query}`)).json();
    };
    expect(await tier('2026-01-14T00:00:00Z')).toEqual({ entry: null });
    expect(await tier('2026-01-18T00:00:00Z')).toMatchObject({ entry: { to: { id: 'base' } } });
    expect(await tier('2026-01-22T00:00:00Z')).toMatchObject({
      entry: { to: { id: 'gold' }, effective: '2026-01-16', kind: 'correction', outcome: 'upgrade' },
    });
  });
});

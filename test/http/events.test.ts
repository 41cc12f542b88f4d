import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { gradedRegister } from '../support/graded-register.ts';
import { caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';

const review = { source: 'reviews', customerId: 'ada', at: '2026-01-02 10:00', rating: '五星', text: '很好' };
const scheme = {
  tierbook: 1,
  id: 'feedback',
  name: 'Feedback',
  metrics: { rating: { of: 'reviews', take: 'average', what: 'rating' } },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'fan', name: 'Fan', when: { metric: 'rating', atLeast: 4 } },
  ],
};

interface Listed {
  readonly events: readonly { readonly id: string; readonly source: string; readonly at: string }[];
  readonly next: string | null;
}

/** A shop with the customers ada, whose owner is rita, and bob. */
async function serveTwo(): Promise<Served> {
  const served = await serveShop();
  const customers = [{ externalId: 'ada', owner: 'rita' }, { externalId: 'bob' }];
  await localCaller(served).send('POST', '/customers', { customers });
  return served;
}

async function idOf(served: Served, externalId: string): Promise<string> {
  const found = await localCaller(served).get(`/customers?externalId=${externalId}`);
  return found.json<{ customers: { id: string }[] }>().customers[0]?.id ?? '';
}

describe('POST /events', () => {
  it('R032 keeps events and says of each what became of it, in the language of the caller', async () => {
    const served = await serveTwo();
    const events = [review, { ...review, customerId: 'eve' }, { ...review, rating: '赞' }, {}];
    const sent = await localCaller(served).send('POST', '/events', { events });
    expect(sent.statusCode).toBe(200);
    const said = {
      code: 'no-such-customer',
      path: 'events[1].customerId',
      message: 'there is no such customer; check the customer id, or enter the customer first',
    };
    expect(sent.json()).toMatchObject({
      results: [
        { status: 'added' },
        { problems: [said] },
        { problems: [{ code: 'rating-unknown', path: 'events[2].rating' }] },
        { problems: [{ code: 'unknown-source', path: 'events[3].source' }] },
      ],
      graded: false,
    });
    const inChinese = caller(served.app, {
      authorization: `Bearer ${served.served.localToken}`,
      'accept-language': 'zh-CN',
    });
    const again = await inChinese.send('POST', '/events', { events: [review, { ...review, rating: '赞' }] });
    expect(again.json()).toMatchObject({
      results: [
        { status: 'unchanged' },
        { problems: [{ message: '看不懂的评分，请写 5、4.5、五星，或 好评、中评、差评' }] },
      ],
    });
    expect((await inChinese.send('POST', '/events', { events: [] })).statusCode).toBe(400);
    expect(served.faults).toEqual([]);
  });

  it('R016 answers when the customer is graded', async () => {
    const served = await serveTwo();
    const owner = await signInAs(served, 'olga', 'owner');
    expect((await owner.send('POST', '/schemes', { document: scheme })).statusCode).toBe(201);
    const { folder, clock } = served.shop;
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    const sent = await owner.send('POST', '/events', { events: [review] });
    expect(sent.json()).toMatchObject({ results: [{ status: 'added' }], graded: true });
    expect((await gradedRegister(served.shop)).grades).toMatchObject([
      { external_id: 'ada', tier: 1n },
      { external_id: 'bob', tier: 0n },
    ]);
  });

  it('S02 lets a rep write and see events of own customers alone, and a viewer write none', async () => {
    const served = await serveTwo();
    const rep = await signInAs(served, 'rita', 'rep');
    const sent = await rep.send('POST', '/events', { events: [review, { ...review, customerId: 'bob' }] });
    expect(sent.json()).toMatchObject({
      results: [{ status: 'added' }, { problems: [{ code: 'forbidden' }] }],
    });
    const viewer = await signInAs(served, 'vera', 'viewer');
    expect((await viewer.send('POST', '/events', { events: [review] })).statusCode).toBe(403);
    const [ada, bob] = [await idOf(served, 'ada'), await idOf(served, 'bob')];
    expect((await rep.get(`/customers/${ada}/events`)).json<Listed>().events).toHaveLength(1);
    expect((await viewer.get(`/customers/${ada}/events`)).json<Listed>().events).toHaveLength(1);
    expect((await rep.get(`/customers/${bob}/events`)).statusCode).toBe(404);
  });
});

describe('GET /customers/:id/events', () => {
  it('R038 lists them a page at a time, the latest first, of one source or all', async () => {
    const served = await serveTwo();
    const desk = localCaller(served);
    const times = ['2026-01-02', '2026-01-02 09:00', '2026-01-02 10:30:15', '2025-12-31 23:00', '2026-01-05'];
    const visits = times.map((at) => ({ source: 'visits', customerId: 'ada', at, quantity: 1.5 }));
    const complaint = { source: 'complaints', customerId: 'ada', at: '2026-01-03', resolvedAt: '2026-01-04' };
    await desk.send('POST', '/events', {
      events: [...visits, complaint, { ...complaint, customerId: 'bob' }],
    });
    const id = await idOf(served, 'ada');
    const pages: Listed['events'][number][] = [];
    let next: string | null = null;
    do {
      const after: string = next === null ? '' : `&after=${encodeURIComponent(next)}`;
      const page: Listed = (await desk.get(`/customers/${id}/events?limit=2${after}`)).json<Listed>();
      expect(page.events.length).toBeLessThanOrEqual(2);
      pages.push(...page.events);
      next = page.next;
    } while (next !== null);
    expect(pages.map(({ at }) => at)).toEqual([
      '2026-01-05',
      '2026-01-03',
      '2026-01-02 10:30:15',
      '2026-01-02 09:00:00',
      '2026-01-02',
      '2025-12-31 23:00:00',
    ]);
    expect(pages[1]).toMatchObject({ source: 'complaints', resolvedAt: '2026-01-04', rating: null });
    expect(pages[0]).toMatchObject({ quantity: 1.5 });
    const one = (await desk.get(`/customers/${id}/events?source=complaints`)).json<Listed>();
    expect(one.events.map(({ source }) => source)).toEqual(['complaints']);
    expect((await desk.get(`/customers/${id}/events?source=x`)).statusCode).toBe(400);
    expect(served.faults).toEqual([]);
  });
});

describe('DELETE and PATCH /customers/:id/events/:event', () => {
  it('R034 takes an event back and says when it was dealt with, of own customers alone, and grades anew', async () => {
    const served = await serveTwo();
    const owner = await signInAs(served, 'olga', 'owner');
    await owner.send('POST', '/schemes', { document: scheme });
    const { folder, clock } = served.shop;
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    const complaint = { source: 'complaints', customerId: 'bob', at: '2026-01-03' };
    const sent = await owner.send('POST', '/events', { events: [review, complaint] });
    const [ofAda, ofBob] = sent.json<{ results: { id: string }[] }>().results.map(({ id }) => id);
    const [ada, bob] = [await idOf(served, 'ada'), await idOf(served, 'bob')];
    const rep = await signInAs(served, 'rita', 'rep');
    const viewer = await signInAs(served, 'vera', 'viewer');
    const path = `/customers/${ada}/events/${ofAda}`;
    expect((await viewer.send('DELETE', path)).statusCode).toBe(403);
    expect((await rep.send('DELETE', `/customers/${bob}/events/${ofBob}`)).statusCode).toBe(404);
    expect((await rep.send('DELETE', path)).statusCode).toBe(204);
    expect((await rep.send('DELETE', path)).statusCode).toBe(404);
    expect((await owner.get(`/customers/${ada}/events`)).json<Listed>().events).toEqual([]);
    expect((await gradedRegister(served.shop)).grades[0]).toMatchObject({ external_id: 'ada', tier: 0n });
    const resolved = `/customers/${bob}/events/${ofBob}`;
    expect((await owner.send('PATCH', resolved, { resolvedAt: 'x' })).statusCode).toBe(422);
    expect((await owner.send('PATCH', resolved, { resolvedAt: '2026-01-04 10:00' })).statusCode).toBe(204);
    const [event] = (await owner.get(`/customers/${bob}/events`)).json<Listed>().events;
    expect(event).toMatchObject({ resolvedAt: '2026-01-04', at: '2026-01-03' });
    const audit = (await owner.get('/audit')).json<{ entries: { action: string; subject: string }[] }>()
      .entries;
    expect(audit).toContainEqual(
      expect.objectContaining({ action: 'event-taken-back', actor: 'rita', subject: 'ada' }),
    );
    expect((await owner.send('POST', '/events', { events: [review] })).json()).toMatchObject({
      results: [{ status: 'added' }],
    });
    expect(served.faults).toEqual([]);
  });
});

describe('/customers/:id/points', () => {
  it('keeps a ledger of points with the balance after each entry, and adjusts them for a reason', async () => {
    const served = await serveTwo();
    const rep = await signInAs(served, 'rita', 'rep');
    const path = `/customers/${await idOf(served, 'ada')}/points`;
    const events = [
      { source: 'points', customerId: 'ada', at: '2026-01-02', kind: '获得', quantity: 120 },
      { source: 'points', customerId: 'ada', at: '2026-01-03', kind: 'spent', quantity: '30.5' },
      { source: 'points', customerId: 'ada', at: '2026-01-03', kind: 'earned', quantity: -1 },
      { source: 'points', customerId: 'ada', at: '2026-01-03' },
    ];
    const sent = await rep.send('POST', '/events', { events });
    expect(sent.json()).toMatchObject({
      results: [
        { status: 'added' },
        { status: 'added' },
        { problems: [{ code: 'earned-below-zero', path: 'events[2].quantity' }] },
        { problems: [{ code: 'missing', path: 'events[3].quantity' }] },
      ],
    });
    const noReason = await rep.send('POST', path, { points: 5, reason: ' ' });
    expect(noReason.json()).toMatchObject({ problems: [{ code: 'reason-missing', path: 'reason' }] });
    const unread = await rep.send('POST', path, { points: 'many', reason: 'sorry' });
    expect(unread.json()).toMatchObject({ problems: [{ path: 'points' }] });
    expect((await rep.send('POST', path, { points: '-50', reason: 'sorry' })).statusCode).toBe(200);
    // Nothing is taken for entered that was not.
    const again = await rep.send('POST', path, { points: '-50', reason: 'sorry' });
    expect(again.json()).toMatchObject({ problems: [{ code: 'points-entered', path: 'points' }] });
    const listed = (await rep.get(`${path}?limit=2`)).json();
    expect(listed).toMatchObject({
      balance: '39.5',
      entries: [
        { kind: 'adjusted', points: '-50', balance: '39.5', text: 'sorry', isOfOrder: false },
        { kind: 'spent', points: '-30.5', balance: '89.5', at: '2026-01-03' },
      ],
    });
    const after = encodeURIComponent((listed as { next: string }).next);
    const rest = (await rep.get(`${path}?limit=2&after=${after}`)).json();
    expect(rest).toMatchObject({ balance: '39.5', entries: [{ kind: 'earned', points: '120' }], next: null });
    const all = (await rep.get(`${path.replace('points', 'events')}`)).json<Listed>();
    expect(all.events).toEqual([]);
    const other = await rep.get(`/customers/${await idOf(served, 'bob')}/points`);
    expect(other.statusCode).toBe(404);
    expect(served.faults).toEqual([]);
  });
});

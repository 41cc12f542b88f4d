import { describe, expect, it } from 'vitest';
import { localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers } from '../support/two-tiers.ts';

interface Publication {
  readonly id: string;
  readonly scheme: { readonly id: string; readonly version: number };
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly lastDay: string | null;
  readonly author: string;
  readonly endedBy: string | null;
  readonly state: string;
}

const season = {
  ...twoTiers,
  id: 'double-11',
  tiers: [twoTiers.tiers[0], { ...twoTiers.tiers[1], when: { metric: 'spend', atLeast: 500 } }],
};

function at({ shop }: Served, moment: string): void {
  shop.clock.now = Date.parse(`${moment.replace(' ', 'T')}:00+08:00`);
}

async function opened(): Promise<{ served: Served; owner: Awaited<ReturnType<typeof signInAs>> }> {
  const served = await serveShop();
  at(served, '2026-10-29 09:00');
  const owner = await signInAs(served, 'ada', 'owner');
  await owner.send('POST', '/schemes', { document: twoTiers });
  return { served, owner };
}

describe('publications over the API (R020, R021)', () => {
  it('a season is planned, holds on its days, and the standard before it holds again', async () => {
    const { served } = await opened();
    // Whoever is signed in is not for days.
    const owner = localCaller(served);
    at(served, '2026-10-29 09:01');
    const days = { startsOn: '2026-11-01', endsOn: '2026-11-11', returnHolders: 'until-period-end' };
    const published = await owner.send('POST', '/schemes', { document: season, ...days });
    expect([published.statusCode, published.json()]).toEqual([
      201,
      {
        ...{ id: 'double-11', version: 1, isNew: true, publication: '2' },
        ...{ startsOn: '2026-11-01', endsOn: '2026-11-11', inForceFrom: '2026-11-01' },
      },
    ]);
    const states: string[] = [];
    for (const moment of ['2026-10-31 23:59', '2026-11-01 00:00', '2026-11-11 23:59', '2026-11-12 00:00']) {
      at(served, moment);
      const { publications } = (await owner.get('/publications')).json<{ publications: Publication[] }>();
      const current = (await owner.get('/schemes/current')).json<Record<string, unknown>>();
      const business = (await owner.get('/business')).json<{ scheme: { id: string } }>();
      states.push(
        `${publications.map(({ state }) => state)} ${current.id} ${current.since} ${current.until} ${business.scheme.id}`,
      );
    }
    expect(states).toEqual([
      'planned,in-force mine 2026-10-29 null mine',
      'in-force,under-season double-11 2026-11-01 2026-11-11 double-11',
      'in-force,under-season double-11 2026-11-01 2026-11-11 double-11',
      'over,in-force mine 2026-11-12 null mine',
    ]);
    const { schemes } = (await owner.get('/schemes')).json<{ schemes: { id: string; current: boolean }[] }>();
    expect(schemes.map(({ id, current }) => `${id} ${current}`)).toEqual(['double-11 false', 'mine true']);
    expect(served.faults).toEqual([]);
  });

  it('one is called off before it begins, by whoever may publish, and that is noted', async () => {
    const { served, owner } = await opened();
    const planned = await owner.send('POST', '/schemes', { document: season, startsOn: '2026-11-01' });
    const { publication } = planned.json<{ publication: string }>();
    const viewer = await signInAs(served, 'vera', 'viewer');
    expect((await viewer.send('PUT', `/publications/${publication}/end`, {})).statusCode).toBe(403);
    expect((await viewer.get('/publications')).statusCode).toBe(200);
    const ended = await owner.send('PUT', `/publications/${publication}/end`, {});
    expect(ended.json<{ publications: Publication[] }>().publications[0]).toMatchObject({
      ...{ state: 'called-off', lastDay: '2026-10-31', endedBy: 'ada', startsOn: '2026-11-01', endsOn: null },
    });
    expect((await owner.send('PUT', '/publications/1/end', {})).statusCode).toBe(422);
    expect((await owner.send('PUT', '/publications/9/end', {})).statusCode).toBe(404);
    const { entries } = (await owner.get('/audit')).json<{
      entries: { action: string; subject: string }[];
    }>();
    expect(entries).toContainEqual(
      expect.objectContaining({ action: 'publication-ended', subject: 'double-11@1' }),
    );
  });

  it('an earlier version is put in force again in one request, and days that cannot be are refused', async () => {
    const { served, owner } = await opened();
    await owner.send('POST', '/schemes', { document: { ...twoTiers, name: 'Other' } });
    at(served, '2026-10-30 09:00');
    const back = await owner.send('POST', '/schemes', { published: { id: 'mine', version: 1 } });
    expect([back.statusCode, back.json()]).toMatchObject([
      201,
      { version: 1, isNew: true, publication: '3' },
    ]);
    const { publications } = (await owner.get('/publications')).json<{ publications: Publication[] }>();
    expect(publications.map(({ scheme, state, startsOn }) => [scheme.version, state, startsOn])).toEqual([
      [1, 'in-force', '2026-10-30'],
      [2, 'over', '2026-10-29'],
      [1, 'over', '2026-10-29'],
    ]);
    const refused = await owner.send('POST', '/schemes', { document: season, startsOn: '2026-10-29' });
    expect([refused.statusCode, refused.json()]).toMatchObject([
      422,
      { problems: [{ code: 'starts-too-early', path: 'startsOn' }] },
    ]);
    expect((await owner.send('POST', '/schemes', { published: { id: 'mine', version: 7 } })).statusCode).toBe(
      404,
    );
    const nowhere = { document: season, startsOn: '2026-02-30' };
    expect((await owner.send('POST', '/schemes', nowhere)).statusCode).toBe(400);
    const both = { document: season, published: { id: 'mine' } };
    expect((await owner.send('POST', '/schemes', both)).statusCode).toBe(400);
  });

  it('R009 the difference of two standards is told in words, of one and itself none', async () => {
    const { owner } = await opened();
    await owner.send('POST', '/schemes', { document: season, startsOn: '2026-11-01', endsOn: '2026-11-02' });
    const to = { published: { id: 'double-11' } };
    const told = await owner.send('POST', '/schemes/differences', { to });
    expect(told.json()).toMatchObject({
      from: { id: 'mine', version: 1 },
      to: { id: 'double-11', version: 1 },
      changes: [
        { part: 'standard', about: null, said: { zh: '标识：mine → double-11' } },
        { part: 'rule', about: { en: 'Gold' }, said: { en: 'total spend ≥ ¥1,000 → ≥ ¥500' } },
      ],
    });
    const draft = { document: { ...season, tiers: season.tiers.map((tier) => ({ ...tier })) } };
    const same = await owner.send('POST', '/schemes/differences', { from: to, to: draft });
    expect(same.json<{ changes: unknown[]; to: { version: null } }>()).toMatchObject({
      to: { version: null },
      changes: [],
    });
    const unknown = await owner.send('POST', '/schemes/differences', {
      to: { published: { id: 'nothing' } },
    });
    expect(unknown.statusCode).toBe(404);
  });
});

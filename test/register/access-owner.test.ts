import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Claim, claimOwner, createOwnerLink } from '../../src/features/access/owner-link.ts';
import { changeRole, disableUser } from '../../src/features/access/standing.ts';
import { addPerson, cheap, codeOf, enter, MINUTE, password } from '../support/accounts.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

async function link({ folder, clock }: Shop): Promise<string> {
  return (await createOwnerLink(folder, clock.now)).token;
}

async function claim({ folder, clock }: Shop, token: string, given: Partial<Claim> = {}) {
  return await claimOwner(folder, { token, name: 'ada', password, now: clock.now, cost: cheap, ...given });
}

async function users({ folder }: Shop): Promise<unknown[]> {
  return (await sql`select name, role from users order by name`.execute(folder.database().reader)).rows;
}

describe('the first owner', () => {
  it('S01 comes with a link and may sign in; without one nobody may', async () => {
    const shop = await openShop();
    expect(await codeOf(enter(shop, 'admin', { password: 'admin' }))).toBe('wrong-name-or-password');
    expect(await users(shop)).toEqual([]);
    const owner = await claim(shop, await link(shop));
    expect(owner).toEqual({ kind: 'user', userId: 1n, name: 'ada', role: 'owner' });
    expect((await enter(shop, 'ada')).actor).toEqual(owner);
  });

  it('S01 is one: of many who claim at once, with one link, exactly one succeeds', async () => {
    const shop = await openShop();
    const token = await link(shop);
    const names = ['ada', 'bob', 'cleo', 'dan', 'eve'];
    const done = await Promise.allSettled(names.map((name) => claim(shop, token, { name })));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await users(shop)).toHaveLength(1);
    for (const one of done) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'owner-link-invalid' });
    }
    expect(await codeOf(claim(shop, token, { name: 'late' }))).toBe('owner-link-invalid');
  });

  it('S01 needs the latest link, within an hour, and not another token', async () => {
    const shop = await openShop();
    const first = await link(shop);
    const second = await link(shop);
    expect(second).not.toBe(first);
    for (const token of [first, '', `${second}x`, second.toLowerCase()]) {
      expect(await codeOf(claim(shop, token))).toBe('owner-link-invalid');
    }
    shop.clock.now += 60 * MINUTE;
    expect(await codeOf(claim(shop, second))).toBe('owner-link-invalid');
    const third = await link(shop);
    shop.clock.now += 60 * MINUTE - 1;
    expect(await claim(shop, third)).toMatchObject({ role: 'owner' });
  });

  it('S01 keeps the link when name or password cannot be used, and hears of both', async () => {
    const shop = await openShop();
    const token = await link(shop);
    const bad = claim(shop, token, { name: ' ', password: 'short' });
    expect(await codeOf(bad)).toBe('bad-user-name password-too-short');
    expect(await claim(shop, token)).toMatchObject({ role: 'owner' });
  });

  it('S01 ends all links, however the owner came', async () => {
    const shop = await openShop();
    const token = await link(shop);
    await addPerson(shop, 'manager', 'manager');
    await addPerson(shop, 'ada', 'owner');
    expect(await codeOf(claim(shop, token, { name: 'bob' }))).toBe('owner-link-invalid');
    expect(await codeOf(createOwnerLink(shop.folder, shop.clock.now))).toBe('owner-exists');
  });
});

describe('the last owner', () => {
  it('S01 cannot be disabled or demoted', async () => {
    const shop = await openShop();
    const ada = await addPerson(shop, 'ada', 'owner');
    await addPerson(shop, 'bob', 'manager');
    for (const role of ['manager', 'rep', 'viewer'] as const) {
      expect(await codeOf(changeRole(shop.folder, ada.userId, role))).toBe('last-owner');
    }
    expect(await codeOf(disableUser(shop.folder, ada.userId, shop.clock.now))).toBe('last-owner');
    await changeRole(shop.folder, ada.userId, 'owner');
    expect((await enter(shop, 'ada')).actor.role).toBe('owner');
  });

  it('S01 is left when two owners disable or demote each other at once', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    const [ada, bob] = [await addPerson(shop, 'ada', 'owner'), await addPerson(shop, 'bob', 'owner')];
    const done = await Promise.allSettled([
      disableUser(folder, ada.userId, clock.now),
      changeRole(folder, bob.userId, 'viewer'),
    ]);
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await codeOf(enter(shop, 'ada'))).toBe('wrong-name-or-password');
    expect((await enter(shop, 'bob')).actor.role).toBe('owner');
  });

  it('S01 does not count the disabled ones', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    const [ada, bob] = [await addPerson(shop, 'ada', 'owner'), await addPerson(shop, 'bob', 'owner')];
    await disableUser(folder, ada.userId, clock.now);
    await disableUser(folder, ada.userId, clock.now);
    expect(await codeOf(disableUser(folder, bob.userId, clock.now))).toBe('last-owner');
    await changeRole(folder, ada.userId, 'viewer');
    expect(await codeOf(disableUser(folder, 99n, clock.now))).toBe('not-found');
  });
});

import { describe, expect, it } from 'vitest';
import type { AppError } from '../../src/domain/app-error.ts';
import { addUser } from '../../src/features/access/add-user.ts';
import { changePassword, setPassword } from '../../src/features/access/change-password.ts';
import { hashPassword, isPassword, passwordCost } from '../../src/features/access/passwords.ts';
import { sessionOf } from '../../src/features/access/sessions.ts';
import { disableUser } from '../../src/features/access/standing.ts';
import { addPerson, cheap, codeOf, enter, errorOf, MINUTE, password } from '../support/accounts.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const wrong = { password: 'not the password' };

async function fail(shop: Shop, times: number, name: string, address = '192.0.2.1'): Promise<void> {
  for (let i = 0; i < times; i++) {
    expect(await codeOf(enter(shop, name, { ...wrong, address }))).toBe('wrong-name-or-password');
  }
}

describe('passwords', () => {
  it('have 10 to 1000 characters, counted as people count', async () => {
    const shop = await openShop();
    const codes: Record<string, string> = {};
    const tried = { nine: '123456789', emoji: '🎉'.repeat(9), long: 'x'.repeat(1001), huge: 'ﷺ'.repeat(1e6) };
    for (const [name, given] of Object.entries(tried)) {
      const add = addUser(shop.folder, { name, password: given, role: 'rep', now: 0, cost: cheap });
      codes[name] = await codeOf(add);
    }
    const [short, long] = ['password-too-short', 'password-too-long'];
    expect(codes).toEqual({ nine: short, emoji: short, long, huge: long });
    for (const [name, given] of Object.entries({ ten: '1234567890', most: '🎉'.repeat(1000) })) {
      await addUser(shop.folder, { name, password: given, role: 'rep', now: 0, cost: cheap });
      expect((await enter(shop, name, { password: given })).actor.name).toBe(name);
    }
  });

  it('are argon2id with the cost that OWASP names, salted, and the same from another keyboard', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => hashPassword('ｃafé 密码密码密', passwordCost)));
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await isPassword('cafe\u0301 密码密码密', one ?? null, passwordCost)).toBe(true);
    expect(await isPassword('cafe 密码密码密', one ?? null, passwordCost)).toBe(false);
  });

  it('are worked out for nobody too, at the cost of anybody', async () => {
    expect(await isPassword('not the password', null, passwordCost)).toBe(false);
    // A cost that argon2id refuses is one that it was asked to pay.
    await expect(isPassword('any password', null, { memoryKib: 1, passes: 1 })).rejects.toThrow(/cost/i);
  });
});

describe('signing in', () => {
  it('knows people however they write their name, and takes nobody of the same name', async () => {
    const shop = await openShop();
    await addPerson(shop, 'Ada 王', 'rep');
    expect((await enter(shop, ' ＡＤＡ  王')).actor.name).toBe('Ada 王');
    expect(await codeOf(addPerson(shop, 'ada　王', 'owner'))).toBe('name-taken');
    for (const name of ['', '\u200b', 'a\u202eb', 'a\nb', 'x'.repeat(101)]) {
      expect(await codeOf(addPerson(shop, name, 'rep')), JSON.stringify(name)).toBe('bad-user-name');
    }
  });

  it('adds one of two people of the same name who are added at once', async () => {
    const shop = await openShop();
    const done = await Promise.allSettled(['Bob', 'bob'].map((name) => addPerson(shop, name, 'rep')));
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('says the same of an unknown name, a wrong password and a disabled user', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    const bob = await addPerson(shop, 'bob', 'rep');
    await disableUser(shop.folder, bob.userId, shop.clock.now);
    const errors = [
      await errorOf(enter(shop, 'nobody')),
      await errorOf(enter(shop, 'ada', wrong)),
      await errorOf(enter(shop, 'bob')),
      await errorOf(enter(shop, 'ada', { password: 'x'.repeat(3000) })),
    ].map((error) => (error as AppError).text);
    expect(new Set(errors.map((text) => JSON.stringify(text))).size).toBe(1);
  });

  it('waits after 5 failures of a name until the first is 15 minutes old, and says how long', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    await fail(shop, 1, 'ada');
    shop.clock.now += 5 * MINUTE;
    await fail(shop, 4, 'ADA', '192.0.2.9');
    const error = (await errorOf(enter(shop, 'ada', { address: '192.0.2.77' }))) as AppError;
    expect(error).toMatchObject({ code: 'too-many-attempts', retryAfter: 600 });
    expect(error.text).toEqual({
      zh: '登录失败次数太多，请 10 分钟后再试',
      en: 'too many failed attempts to sign in; try again in 10 minutes',
    });
    shop.clock.now += 10 * MINUTE - 1;
    expect((await errorOf(enter(shop, 'ada'))) as AppError).toMatchObject({ retryAfter: 1 });
    shop.clock.now += 1;
    await enter(shop, 'ada');
    await fail(shop, 5, 'ada');
  });

  it('treats a name that is not there in the same way', async () => {
    const shop = await openShop();
    await fail(shop, 5, 'nobody');
    expect(await codeOf(enter(shop, 'nobody'))).toBe('too-many-attempts');
  });

  it('forgets the failures of a name once the password was right or set anew', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    await fail(shop, 4, 'ada');
    await enter(shop, 'ada');
    await fail(shop, 5, 'ada');
    await setPassword(shop.folder, { name: 'ada', password: 'another password', cost: cheap });
    await enter(shop, 'ada', { password: 'another password' });
  });

  it('waits after 20 failures of an address, whatever the names, and not for others', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    for (let i = 0; i < 20; i++) await fail(shop, 1, `name ${i}`, '203.0.113.5');
    expect(await codeOf(enter(shop, 'ada', { address: '203.0.113.5' }))).toBe('too-many-attempts');
    expect(await codeOf(enter(shop, 'ada', { address: '::ffff:203.0.113.5' }))).toBe('too-many-attempts');
    await enter(shop, 'ada', { address: '203.0.113.6' });
  });

  it('takes the addresses of one IPv6 network for one', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    for (let i = 0; i < 20; i++) await fail(shop, 1, `name ${i}`, `2001:db8:0:7::${i.toString(16)}`);
    for (const address of ['2001:db8:0:7:ffff::1', '2001:0DB8::7:1:2:3:4']) {
      expect(await codeOf(enter(shop, 'ada', { address })), address).toBe('too-many-attempts');
    }
    await enter(shop, 'ada', { address: '2001:db8:0:8::1' });
  });

  it('looks at no more than 5 passwords of many that come at once', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    const tried = Array.from({ length: 30 }, (_, i) =>
      codeOf(enter(shop, 'ada', { ...wrong, address: `192.0.2.${i}` })),
    );
    const codes = await Promise.all(tried);
    expect(codes.filter((code) => code === 'wrong-name-or-password')).toHaveLength(5);
    expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(25);
  });

  it('still waits after a restart', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    await fail(shop, 5, 'ada');
    await shop.folder.close();
    const folder = await shop.reopen();
    try {
      expect(await codeOf(enter({ ...shop, folder }, 'ada'))).toBe('too-many-attempts');
    } finally {
      await folder.close();
    }
  });

  it('starts no session when the user is disabled or the password changed while it is checked', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    const bob = await addPerson(shop, 'bob', 'rep');
    const slow = { memoryKib: 65_536, passes: 3 };
    await setPassword(shop.folder, { name: 'bob', password, cost: slow });
    const signing = codeOf(enter(shop, 'bob'));
    // The attempt is counted and its user read before this; the hash takes far longer.
    await shop.folder.writer.write(async () => undefined);
    await disableUser(shop.folder, bob.userId, shop.clock.now);
    expect(await signing).toBe('wrong-name-or-password');
  });
});

describe('changing a password', () => {
  const next = 'a new long password';

  it("needs the old one, and ends the user's other sessions only", async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    await addPerson(shop, 'ada', 'owner');
    await addPerson(shop, 'bob', 'rep');
    const [here, there, bobs] = [
      await enter(shop, 'ada'),
      await enter(shop, 'ada'),
      await enter(shop, 'bob'),
    ];
    const change = {
      name: 'ada',
      password,
      newPassword: next,
      token: here.token,
      address: '192.0.2.1',
      now: clock.now,
      cost: cheap,
    };
    expect(await codeOf(changePassword(folder, { ...change, ...wrong }))).toBe('wrong-name-or-password');
    expect(await codeOf(changePassword(folder, { ...change, newPassword: 'short' }))).toBe(
      'password-too-short',
    );
    expect(await sessionOf(folder, there.token, clock.now)).not.toBeNull();
    await changePassword(folder, change);
    const left = [here, there, bobs].map(({ token }) => sessionOf(folder, token, clock.now));
    expect((await Promise.all(left)).map((actor) => actor?.name)).toEqual(['ada', undefined, 'bob']);
    expect(await codeOf(enter(shop, 'ada'))).toBe('wrong-name-or-password');
    await enter(shop, 'ada', { password: next });
    for (let i = 0; i < 5; i++) await codeOf(changePassword(folder, { ...change, ...wrong }));
    expect(await codeOf(changePassword(folder, { ...change, password: next }))).toBe('too-many-attempts');
  });

  it('for somebody who has forgotten it ends all sessions', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    const { token } = await enter(shop, 'ada');
    expect(await codeOf(setPassword(shop.folder, { name: 'nobody', password: next, cost: cheap }))).toBe(
      'unknown-user',
    );
    await setPassword(shop.folder, { name: 'Ada', password: next, cost: cheap });
    expect(await sessionOf(shop.folder, token, shop.clock.now)).toBeNull();
  });
});

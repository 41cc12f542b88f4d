import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { actorOfKey, createKey, revokeKey } from '../../src/features/access/api-keys.ts';
import { authorise } from '../../src/features/access/authorise.ts';
import { listKeys } from '../../src/features/access/list-keys.ts';
import { claimOwner, createOwnerLink } from '../../src/features/access/owner-link.ts';
import { sessionOf, signOut } from '../../src/features/access/sessions.ts';
import { changeRole, disableUser } from '../../src/features/access/standing.ts';
import { addPerson, cheap, codeOf, DAY, enter, MINUTE, password } from '../support/accounts.ts';
import { onPostgres } from '../support/postgres-database.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

async function nameOf({ folder, clock }: Shop, token: string): Promise<string | undefined> {
  return (await sessionOf(folder, token, clock.now))?.name;
}

async function countSessions({ folder }: Shop): Promise<unknown> {
  return (await sql<{ n: bigint }>`select count(*) as n from sessions`.execute(folder.database().reader))
    .rows[0]?.n;
}

describe('a session', () => {
  it('ends after 7 days without use', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    const [used, idle] = [await enter(shop, 'ada'), await enter(shop, 'ada')];
    shop.clock.now += 7 * DAY - 1;
    expect(await nameOf(shop, used.token)).toBe('ada');
    shop.clock.now += 1;
    expect(await nameOf(shop, idle.token)).toBeUndefined();
    expect(await nameOf(shop, used.token)).toBe('ada');
  });

  it('ends after 30 days however much it is used, and is cleared away', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    const { token, expiresAt } = await enter(shop, 'ada');
    expect(expiresAt).toBe(shop.clock.now + 30 * DAY);
    for (let day = 1; day < 30; day++) {
      shop.clock.now += DAY;
      expect(await nameOf(shop, token)).toBe('ada');
    }
    shop.clock.now += DAY - 1;
    expect(await nameOf(shop, token)).toBe('ada');
    shop.clock.now += 1;
    expect(await nameOf(shop, token)).toBeUndefined();
    await enter(shop, 'ada');
    expect(await countSessions(shop)).toBe(1n);
  });

  it('ends when signing out, alone', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    const [one, other] = [await enter(shop, 'ada'), await enter(shop, 'ada')];
    await signOut(shop.folder, one.token);
    await signOut(shop.folder, 'no such token');
    expect([await nameOf(shop, one.token), await nameOf(shop, other.token)]).toEqual([undefined, 'ada']);
  });

  it('has the role of now, and ends when the user is disabled', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    await addPerson(shop, 'ada', 'owner');
    const bob = await addPerson(shop, 'bob', 'manager');
    const { token } = await enter(shop, 'bob');
    await changeRole(folder, bob.userId, 'rep');
    expect(await sessionOf(folder, token, clock.now)).toEqual({ ...bob, role: 'rep' });
    await disableUser(folder, bob.userId, clock.now);
    expect(await sessionOf(folder, token, clock.now)).toBeNull();
    expect(await countSessions(shop)).toBe(0n);
  });

  it('is not opened by the hash that is kept, nor by another spelling', async () => {
    const shop = await openShop();
    await addPerson(shop, 'ada', 'owner');
    const { token } = await enter(shop, 'ada');
    const { rows } = await sql<{ token_hash: string }>`select token_hash from sessions`.execute(
      shop.folder.database().reader,
    );
    for (const guess of [
      rows[0]?.token_hash ?? '',
      '',
      `${token} `,
      token.toUpperCase(),
      `${token}' or 1=1 --`,
    ]) {
      expect(await nameOf(shop, guess)).toBeUndefined();
    }
  });
});

describe('an API key', () => {
  it('acts within its scopes until it is revoked', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    const ada = await addPerson(shop, 'ada', 'owner');
    const scopes = ['customers:read', 'imports:run', 'customers:read'];
    const made = await createKey(folder, { name: ' till ', scopes, userId: ada.userId, now: clock.now });
    expect(made.key).toMatch(/^tbk_[\w-]{43}$/);
    const actor = await actorOfKey(folder, made.key, clock.now);
    expect(actor).toEqual({
      kind: 'key',
      keyId: made.keyId,
      name: 'till',
      scopes: ['customers:read', 'imports:run'],
      author: ada,
    });
    if (actor !== null) expect(authorise(actor, 'imports:run')).toEqual({ all: true });
    expect(await actorOfKey(folder, made.key.slice(4), clock.now)).toBeNull();
    clock.now += 6 * MINUTE;
    await actorOfKey(folder, made.key, clock.now);
    await revokeKey(folder, made.keyId, clock.now);
    clock.now += MINUTE;
    await revokeKey(folder, made.keyId, clock.now);
    expect(await actorOfKey(folder, made.key, clock.now)).toBeNull();
    const at = '2026-01-15 03:06:00';
    expect(await listKeys(folder.database().reader)).toMatchObject([
      {
        id: '1',
        name: 'till',
        author: 'ada',
        createdAt: '2026-01-15 03:00:00',
        lastUsedAt: at,
        revokedAt: at,
      },
    ]);
    expect(await codeOf(revokeKey(folder, 9n, clock.now))).toBe('not-found');
  });

  it('is refused without a name or with scopes that no key may have', async () => {
    const { folder, clock } = await openShop();
    const given = { userId: 1n, now: clock.now };
    expect(await codeOf(createKey(folder, { ...given, name: '', scopes: [] }))).toBe('bad-key-name no-scope');
    for (const scope of ['users:manage', 'keys:manage', 'settings:write', 'toString', '*']) {
      const made = createKey(folder, { ...given, name: 'till', scopes: ['customers:read', scope] });
      expect(await codeOf(made), scope).toBe('unknown-scope');
    }
    expect(await codeOf(createKey(folder, { ...given, name: 'till', scopes: ['imports:run'] }))).toBe(
      'not-found',
    );
  });

  it('may no more than its author, and ends with them', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    await addPerson(shop, 'ada', 'owner');
    const bob = await addPerson(shop, 'bob', 'owner');
    const given = { name: 'till', scopes: ['customers:read', 'evaluations:run'], userId: bob.userId };
    const { key } = await createKey(folder, { ...given, now: clock.now });
    await changeRole(folder, bob.userId, 'rep');
    const actor = await actorOfKey(folder, key, clock.now);
    if (actor === null) throw new Error('the key still holds');
    expect(authorise(actor, 'customers:read')).toEqual({ owner: 'bob' });
    expect(() => authorise(actor, 'evaluations:run')).toThrow('not allowed');
    await disableUser(folder, bob.userId, clock.now);
    expect(await actorOfKey(folder, key, clock.now)).toBeNull();
    expect(await listKeys(folder.database().reader)).toMatchObject([{ revokedAt: '2026-01-15 03:00:00' }]);
    expect(await codeOf(createKey(folder, { ...given, now: clock.now }))).toBe('not-found');
  });
});

describe('what is kept', () => {
  it('S03 never holds a password, token or key, in no table and in no file', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    const link = await createOwnerLink(folder, clock.now);
    const claim = { token: link.token, name: 'ada', password, now: clock.now, cost: cheap };
    const ada = await claimOwner(folder, claim);
    const session = await enter(shop, 'ada');
    const typedAsName = 'my secret typed as a name';
    await codeOf(enter(shop, typedAsName, { password: 'a wrong password' }));
    const { key } = await createKey(folder, {
      name: 'till',
      scopes: ['customers:read'],
      userId: ada.userId,
      now: clock.now,
    });
    const secrets = [link.token, session.token, key, key.slice(4), password, typedAsName, 'a wrong password'];
    const tables = await dump(shop);
    // The dump does hold what belongs there.
    for (const kept of ['ada', 'till', '$argon2id$', '192.0.2.1']) expect(tables).toContain(kept);
    const files = await Promise.all(
      (await readdir(shop.path, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => readFile(join(entry.parentPath, entry.name))),
    );
    // Of PostgreSQL's own files the tables tell.
    if (!onPostgres) expect(Buffer.concat(files).includes('$argon2id$')).toBe(true);
    for (const secret of secrets) {
      expect(tables, secret).not.toContain(secret);
      expect(Buffer.concat(files).includes(secret), secret).toBe(false);
    }
  });
});

/** All tables as text. */
async function dump({ folder }: Shop): Promise<string> {
  const { reader } = folder.database();
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(reader);
  const parts: string[] = [];
  for (const { name } of rows) {
    const all = await sql`select * from ${sql.table(name)}`.execute(reader);
    parts.push(
      JSON.stringify(all.rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    );
  }
  return parts.join('\n');
}

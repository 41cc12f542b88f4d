import { describe, expect, it } from 'vitest';
import { createOwnerLink } from '../../src/features/access/owner-link.ts';
import { password } from '../support/accounts.ts';
import { caller, serveShop, signInAs } from '../support/serve-shop.ts';

interface SessionView {
  readonly user: { readonly name: string; readonly role: string } | null;
  readonly needsOwner: boolean;
  readonly csrf: string | null;
  readonly permissions: Record<string, string>;
}

describe('the first owner', () => {
  it('comes by the link, once, and is signed in with it', async () => {
    const { app, shop } = await serveShop();
    const stranger = caller(app, {});
    expect((await stranger.get('/session')).json<SessionView>()).toMatchObject({
      user: null,
      needsOwner: true,
    });
    const { token } = await createOwnerLink(shop.folder, shop.clock.now);
    const weak = await stranger.send('POST', '/owner', { token, name: 'ada', password: 'weak' });
    expect(weak.statusCode).toBe(422);
    const made = await stranger.send('POST', '/owner', { token, name: 'ada', password });
    expect([made.statusCode, made.json<SessionView>().user?.role]).toEqual([201, 'owner']);
    const again = await stranger.send('POST', '/owner', { token, name: 'eve', password });
    expect(again.statusCode).toBe(403);
    const cookie = `${made.cookies[0]?.name}=${made.cookies[0]?.value}`;
    const session = (await caller(app, { cookie }).get('/session')).json<SessionView>();
    expect(session).toMatchObject({ needsOwner: false, permissions: { 'users:manage': 'all' } });
  });
});

describe('accounts over the API', () => {
  it('a user is added, signs in with rights of the role, and is shut out when disabled', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'ada', 'owner');
    const rep = await signInAs(served, 'bob', 'rep');
    expect((await rep.get('/session')).json<SessionView>().permissions).toMatchObject({
      'customers:read': 'own',
    });
    const { users } = (await owner.get('/users')).json<{
      users: { id: string; name: string; createdAt: string }[];
    }>();
    expect(users.map(({ name }) => name)).toEqual(['ada', 'bob']);
    expect(users[0]?.createdAt).toBe('2026-01-15T03:00:00.000Z');
    const off = await owner.send('PATCH', `/users/${users[1]?.id}`, { disabled: true });
    expect(off.json<{ disabledAt: string | null }>().disabledAt).toBe('2026-01-15T03:00:00.000Z');
    expect((await rep.get('/schemes')).statusCode).toBe(401);
    const last = await owner.send('PATCH', `/users/${users[0]?.id}`, { role: 'viewer' });
    expect([last.statusCode, last.json<{ problems: { code: string }[] }>().problems[0]?.code]).toEqual([
      409,
      'last-owner',
    ]);
    await owner.send('PATCH', `/users/${users[1]?.id}`, { disabled: false });
    expect(
      (await caller(served.app, {}).send('POST', '/session', { name: 'bob', password })).statusCode,
    ).toBe(200);
  });

  it('a key opens what it is for and no more, until it is revoked', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'ada', 'owner');
    const made = await owner.send('POST', '/keys', { name: 'till', scopes: ['schemes:publish'] });
    expect(made.statusCode).toBe(201);
    const { id, key } = made.json<{ id: string; key: string }>();
    const till = caller(served.app, { authorization: `Bearer ${key}` });
    expect((await till.send('POST', '/schemes', { template: 'supermarket' })).statusCode).toBe(201);
    expect((await till.get('/schemes')).statusCode).toBe(403);
    expect((await till.get('/users')).statusCode).toBe(403);
    expect((await owner.send('DELETE', `/keys/${id}`)).statusCode).toBe(204);
    expect((await till.send('POST', '/schemes', { template: 'fmcg' })).statusCode).toBe(401);
    expect(JSON.stringify((await owner.get('/keys')).json())).not.toContain(key);
  });

  it('somebody changes the own password and signs out', async () => {
    const served = await serveShop();
    const bob = await signInAs(served, 'bob', 'viewer');
    const newPassword = 'another long passphrase';
    expect((await bob.send('PUT', '/session/password', { password: 'wrong', newPassword })).statusCode).toBe(
      401,
    );
    expect((await bob.send('PUT', '/session/password', { password, newPassword })).statusCode).toBe(204);
    expect((await bob.send('DELETE', '/session')).statusCode).toBe(204);
    expect((await bob.get('/schemes')).statusCode).toBe(401);
    const back = await caller(served.app, {}).send('POST', '/session', {
      name: 'bob',
      password: newPassword,
    });
    expect(back.statusCode).toBe(200);
  });
});

import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/app-error.ts';
import { type Actor, commandLine, type UserActor } from '../../src/features/access/actor.ts';
import { authorise, type Subject, type Visibility } from '../../src/features/access/authorise.ts';
import { type Action, permissions, type Scope, scopes } from '../../src/features/access/permissions.ts';
import { type Role, roles } from '../../src/features/access/roles.ts';

/** `*`: everybody's customers, `o`: one's own, `-`: not allowed; owner, manager, rep, viewer, then a key with this very scope. */
const expected: Readonly<Record<Action, string>> = {
  'customers:read': '**o* *',
  'customers:read-contact': '**o- *',
  'customers:write': '**o- *',
  'orders:write': '**o- *',
  'schemes:publish': '**-- *',
  'tiers:override': '**o- *',
  'tiers:approve': '**-- -',
  'evaluations:run': '**-- *',
  'imports:run': '**-- *',
  'imports:undo': '**-- -',
  'exports:run': '**o- *',
  'users:manage': '*--- -',
  'keys:manage': '*--- -',
  'webhooks:manage': '**-- -',
  'forms:manage': '**-- -',
  'settings:write': '*--- -',
  'audit:read': '*--- *',
};
const actions = Object.keys(permissions) as Action[];

function user(role: Role, name = '张三'): UserActor {
  return { kind: 'user', userId: 1n, name, role };
}

function key(granted: readonly string[], role: Role = 'owner'): Actor {
  return { kind: 'key', keyId: 1n, name: 'till', scopes: granted as Scope[], author: user(role) };
}

function outcome(actor: Actor, action: Action, subject?: Subject): Visibility | 'forbidden' {
  try {
    return authorise(actor, action, subject);
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return 'forbidden';
    throw error;
  }
}

function letter(actor: Actor, action: Action): string {
  const seen = outcome(actor, action);
  if (seen === 'forbidden') return '-';
  return 'all' in seen ? '*' : 'o';
}

describe('what somebody may do', () => {
  it.each(Object.entries(expected) as [Action, string][])('S01 %s: %s', (action, row) => {
    const people = roles.map((role) => letter(user(role), action)).join('');
    expect(`${people} ${letter(key([action]), action)}`).toBe(row);
  });

  it('S01 is settled for every action, and the command line may do all', () => {
    expect(actions.toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const action of actions) expect(authorise(commandLine, action)).toEqual({ all: true });
  });

  it('S01 needs of a key the very scope: all others together do not help', () => {
    for (const action of actions) {
      const others = scopes.filter((scope) => scope !== action);
      expect(letter(key(others), action), action).toBe('-');
      expect(letter(key([]), action), action).toBe('-');
    }
  });

  it('S01 is for a key with every scope no more than for its author', () => {
    const granted = actions.filter((action) => permissions[action].scope !== null);
    for (const role of roles) {
      for (const action of granted) {
        expect(letter(key(scopes, role), action), `${role} ${action}`).toBe(letter(user(role), action));
      }
    }
    expect(authorise(key(scopes, 'rep'), 'customers:read')).toEqual({ owner: '张三' });
  });

  it('S02 is for a rep about their own customers only', () => {
    const rep = user('rep');
    expect(authorise(rep, 'customers:read')).toEqual({ owner: '张三' });
    expect(outcome(rep, 'customers:write', { owner: '张三' })).toEqual({ owner: '张三' });
    for (const owner of ['李四', '', '张三 ', null]) {
      expect(outcome(rep, 'customers:write', { owner }), String(owner)).toBe('forbidden');
      expect(outcome(user('manager'), 'customers:write', { owner })).toEqual({ all: true });
    }
    expect(outcome(rep, 'imports:run', { owner: '张三' })).toBe('forbidden');
  });
});

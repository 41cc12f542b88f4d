import type { Role } from './roles.ts';

export type Action =
  | 'customers:read'
  /** Phones, e-mails and addresses in full instead of masked. */
  | 'customers:read-contact'
  | 'customers:write'
  | 'orders:write'
  | 'schemes:publish'
  /** Setting tiers by hand; what a rep sets, somebody else has to approve. */
  | 'tiers:override'
  /** Approving that, and freezing tiers. */
  | 'tiers:approve'
  | 'evaluations:run'
  | 'imports:run'
  /** Taking back what an import brought, whoever ran it. */
  | 'imports:undo'
  | 'exports:run'
  | 'users:manage'
  | 'keys:manage'
  | 'webhooks:manage'
  /** Making and changing forms, and what people are told on them. */
  | 'forms:manage'
  | 'settings:write'
  | 'audit:read';

/** What an API key may be made for. Users, keys and settings are for people alone. */
export type Scope = Exclude<
  Action,
  | 'tiers:approve'
  | 'imports:undo'
  | 'users:manage'
  | 'keys:manage'
  | 'webhooks:manage'
  | 'forms:manage'
  | 'settings:write'
>;

/** To whose customers an action reaches: everybody's, those one is responsible for, or nobody's. */
export type Reach = 'all' | 'own' | 'none';

interface Permission {
  readonly roles: Readonly<Record<Role, Reach>>;
  /** The scope that a key needs; null: no key may. */
  readonly scope: Scope | null;
}

const ownerOnly: Permission['roles'] = { owner: 'all', manager: 'none', rep: 'none', viewer: 'none' };
const managers: Permission['roles'] = { ...ownerOnly, manager: 'all' };
const repsTheirOwn: Permission['roles'] = { ...managers, rep: 'own' };

/** Who may do what (S01, S02, S04). */
export const permissions: Readonly<Record<Action, Permission>> = {
  'customers:read': { roles: { ...repsTheirOwn, viewer: 'all' }, scope: 'customers:read' },
  'customers:read-contact': { roles: repsTheirOwn, scope: 'customers:read-contact' },
  'customers:write': { roles: repsTheirOwn, scope: 'customers:write' },
  'orders:write': { roles: repsTheirOwn, scope: 'orders:write' },
  'schemes:publish': { roles: managers, scope: 'schemes:publish' },
  'tiers:override': { roles: repsTheirOwn, scope: 'tiers:override' },
  'tiers:approve': { roles: managers, scope: null },
  'evaluations:run': { roles: managers, scope: 'evaluations:run' },
  'imports:run': { roles: managers, scope: 'imports:run' },
  'imports:undo': { roles: managers, scope: null },
  'exports:run': { roles: repsTheirOwn, scope: 'exports:run' },
  'users:manage': { roles: ownerOnly, scope: null },
  'keys:manage': { roles: ownerOnly, scope: null },
  'webhooks:manage': { roles: managers, scope: null },
  'forms:manage': { roles: managers, scope: null },
  'settings:write': { roles: ownerOnly, scope: null },
  'audit:read': { roles: ownerOnly, scope: 'audit:read' },
};

export const scopes: readonly Scope[] = Object.values(permissions).flatMap(({ scope }) => scope ?? []);

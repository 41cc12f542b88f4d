import type { Text } from '../../src/domain/text.ts';
import type { ShownProblem } from './problems.ts';

export type Role = 'owner' | 'manager' | 'rep' | 'viewer';
export const roles: readonly Role[] = ['owner', 'manager', 'rep', 'viewer'];

export type Action =
  | 'customers:read'
  | 'customers:read-contact'
  | 'customers:write'
  | 'orders:write'
  | 'schemes:publish'
  | 'evaluations:run'
  | 'imports:run'
  | 'exports:run'
  | 'users:manage'
  | 'keys:manage'
  | 'settings:write'
  | 'audit:read';

export interface Session {
  readonly user: { readonly id: string; readonly name: string; readonly role: Role } | null;
  readonly csrf: string | null;
  readonly permissions: Partial<Record<Action, 'all' | 'own'>>;
  readonly needsOwner: boolean;
  readonly version: string;
}

export interface Business {
  readonly name: string | null;
  readonly currency: string;
  readonly timeZone: string;
  readonly dailyRunAt: string;
  readonly scheme: { readonly id: string; readonly version: number; readonly name: Text } | null;
  readonly customers: number;
  readonly orders: number;
}

export interface Named {
  readonly id: string;
  readonly name: Text;
}

export interface FilterField extends Named {
  readonly type: string;
  readonly kind: 'field' | 'metric';
  readonly sealed: boolean;
  readonly operators: readonly string[];
  readonly sortable: boolean;
  readonly choices: readonly string[];
}

export interface Fields {
  readonly fields: readonly FilterField[];
  /** Lowest first. */
  readonly tiers: readonly Named[];
}

export interface CustomerRow {
  readonly id: string;
  readonly externalId: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly region: string | null;
  readonly source: string | null;
  readonly channel: string | null;
  readonly store: string | null;
  readonly owner: string | null;
  readonly registeredAt: string | null;
  readonly tier: string | null;
  readonly metrics: Readonly<Record<string, number | string | null>>;
  readonly asOf: string | null;
  readonly gradedAt: string | null;
}

export interface Customer extends CustomerRow {
  readonly gender: string | null;
  readonly birthday: string | null;
  readonly occupation: string | null;
  readonly company: string | null;
  readonly referredBy: string | null;
  readonly address: string | null;
  readonly custom: readonly (Named & { readonly type: string; readonly value: unknown })[];
  readonly recordedAt: string;
}

export interface Contact {
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly idNumber: string | null;
}

export interface Order {
  readonly id: string;
  readonly reference: string;
  readonly day: string | null;
  readonly status: string;
  readonly amount: number;
  readonly refunded: number | null;
  readonly refundDay: string | null;
  readonly shipping: number | null;
  readonly tax: number | null;
  readonly channel: string | null;
  readonly store: string | null;
  readonly lines: readonly OrderLine[];
}

export interface OrderLine {
  readonly product: string | null;
  readonly category: string | null;
  readonly quantity: number | null;
  readonly amount: number;
}

export interface Said {
  readonly name: Text;
  readonly description: Text | null;
  readonly currency: string;
  readonly timeZone: string;
  readonly tiers: readonly (Named & {
    readonly when: Text | null;
    readonly keep: Text | null;
    readonly benefits: readonly Text[];
  })[];
  readonly metrics: readonly (Named & { readonly said: Text })[];
}

export interface Template extends Named {
  readonly description: Text | null;
}

export interface TemplateView {
  readonly document: SchemeDocument;
  readonly text: string;
  readonly said: Said;
}

/** A scheme as its file has it: plain JSON. */
export type SchemeDocument = Readonly<Record<string, unknown>>;

export interface SchemeListing extends Named {
  readonly version: number;
  readonly publishedAt: string;
  readonly author: string;
  readonly current: boolean;
}

export interface SchemeView {
  readonly id: string;
  readonly version: number;
  readonly document: SchemeDocument;
  readonly publishedAt: string;
  readonly author: string;
  readonly current: boolean;
  readonly said: Said;
}

export interface TierShare extends Named {
  readonly customers: number;
  readonly share: number;
  readonly revenue: number;
  readonly revenueShare: number;
}

export interface EvaluationView {
  readonly id: string;
  readonly schemeId: string;
  readonly version: number;
  readonly asOf: string;
  readonly status: 'running' | 'done' | 'failed';
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly customers: number | null;
  readonly changed: number | null;
  readonly durationMs: number | null;
  readonly author: string | null;
  readonly message: Text | string | null;
}

export interface Freshness {
  readonly asOf: string | null;
  readonly evaluatedAt: string | null;
  readonly nextRunAt: string | null;
  readonly missedRuns: readonly string[];
  readonly staleCustomers: number;
}

export interface SimulationView {
  readonly asOf: string;
  readonly currency: string;
  readonly customers: number;
  readonly revenue: number;
  readonly tiers: readonly TierShare[];
  readonly migrations: readonly { from: string; to: string; customers: number; revenue: number }[];
  readonly moved: number;
  readonly stayed: number;
  readonly up: number | null;
  readonly down: number | null;
  readonly fast: boolean;
}

export interface Histogram {
  readonly metric: Named & { readonly type: string };
  readonly bins: readonly { from: number; to: number; customers: number }[];
  readonly empty: number;
  readonly min: number | null;
  readonly max: number | null;
}

export type ImportKind = 'orders' | 'customers';

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

export interface PreviewedFile {
  readonly upload: string;
  readonly name: string;
  readonly kind: 'csv' | 'xlsx';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly preset: string | null;
  readonly columns: readonly { column: string; field: string | null; samples: readonly string[] }[];
  readonly missing: readonly string[];
}

export interface Preview {
  readonly files: readonly PreviewedFile[];
  readonly fields: readonly (Named & { readonly needed: boolean })[];
}

export interface Outcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface ReadFile {
  readonly name: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly preset: string | null;
  readonly reasons: readonly { readonly message: Text | string; readonly count: number }[];
}

export interface ImportResult {
  readonly importId: string | null;
  readonly files: readonly ReadFile[];
  readonly outcome: Outcome | null;
  readonly rejects: boolean;
  readonly evaluation: EvaluationView | null;
}

/** Of the sample shop. */
export interface SampleResult {
  readonly customers: Pick<ImportResult, 'files' | 'outcome'>;
  readonly orders: Pick<ImportResult, 'files' | 'outcome'>;
  readonly evaluation: EvaluationView | null;
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly step: Text | null;
  readonly fraction: number | null;
  readonly startedAt: string;
  readonly result: unknown;
  readonly problems: readonly ShownProblem[];
}

export interface ImportListing {
  readonly id: string;
  readonly kind: string;
  readonly file: string;
  readonly status: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly author: string | null;
  readonly report: unknown;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly disabledAt: string | null;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly author: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export interface AuditEntry {
  readonly at: string;
  readonly actor: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly detail: unknown;
}

import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { nextNumber, timestamp } from '../register/recording.ts';

/** What is noted (S06): reads of personal data, whatever leaves the shop, and changes by people. */
export const auditActions = [
  'contact-read',
  'customers-exported',
  'customers-changed',
  'customers-merged',
  'merge-undone',
  'duplicate-decided',
  'file-imported',
  'dump-brought-back',
  'error-file-read',
  'import-undone',
  'mapping-forgotten',
  'orders-given',
  'event-changed',
  'event-taken-back',
  'points-entered',
  'scheme-published',
  'publication-ended',
  'challenge-started',
  'challenge-ended',
  'tier-overridden',
  'override-approved',
  'override-rejected',
  'override-ended',
  'tier-frozen',
  'alert-seen',
  'business-changed',
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'owner-claimed',
  'password-changed',
  'user-added',
  'user-changed',
  'key-made',
  'key-revoked',
  'form-added',
  'form-changed',
  'proposal-accepted',
  'proposal-rejected',
  'consent-withdrawn',
  'call-planned',
  'call-ended',
  'webhook-added',
  'webhook-changed',
  'webhook-secret-renewed',
  'webhook-removed',
  'webhook-replayed',
  'source-added',
  'source-changed',
  'source-secret-renewed',
  'source-removed',
  'source-delivery-read',
  'source-deliveries-retried',
  'source-deliveries-dropped',
] as const;
export type AuditAction = (typeof auditActions)[number];

export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** As `authorName` writes it; null: nobody is signed in. */
  readonly actor: string | null;
  readonly action: AuditAction;
  /** What it was done to: an external customer id, a user's name, a key's name, a scheme. */
  readonly subject?: string | null;
  /** Never contact data. */
  readonly detail?: Readonly<Record<string, unknown>> | null;
}

/** Adds an entry in the transaction of what it is about; under a number of `nextEntry` where the transaction began before others noted theirs. */
export async function note(
  trx: Kysely<unknown>,
  { at, actor, action, subject = null, detail = null }: AuditEntry,
  number?: bigint,
): Promise<void> {
  const id = number ?? (await nextEntry(trx));
  await sql`insert into audit_log values (${id}, cast(${timestamp(at)} as timestamp), ${actor}, ${action},
    ${subject}, ${detail === null ? null : JSON.stringify(detail)})`.execute(trx);
}

export async function nextEntry(trx: Kysely<unknown>): Promise<bigint> {
  return await nextNumber(trx, 'audit_log', 'entry_id');
}

/** Adds an entry about something that is no change itself, or was made elsewhere; resolves when it is on disk. */
export async function noteAlone({ writer }: DataFolder, entry: AuditEntry): Promise<void> {
  await writer.write(async (trx) => await note(trx, entry));
}

export interface AuditPage {
  readonly entries: readonly {
    /** As the database writes it, in UTC. */
    readonly at: string;
    readonly actor: string | null;
    readonly action: string;
    readonly subject: string | null;
    readonly detail: unknown;
  }[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

interface Row {
  readonly id: bigint;
  readonly noted_at: string;
  readonly actor: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly detail: string | null;
}

/** The newest entries first; `after` is an earlier page's `next`. */
export async function listAudit(
  db: Kysely<unknown>,
  { after, limit }: { readonly after: bigint | null; readonly limit: number },
): Promise<AuditPage> {
  const older = after === null ? sql`true` : sql`entry_id < ${after}`;
  const { rows } =
    await sql<Row>`select entry_id as id, cast(noted_at as text) as noted_at, actor, action, subject,
      cast(detail as text) as detail from audit_log where ${older} order by entry_id desc limit ${sql.lit(limit + 1)}`.execute(
      db,
    );
  const page = rows.slice(0, limit);
  return {
    entries: page.map(({ noted_at, actor, action, subject, detail }) => ({
      at: noted_at,
      actor,
      action,
      subject,
      detail: detail === null ? null : (JSON.parse(detail) as unknown),
    })),
    next: rows.length > limit ? String(page.at(-1)?.id) : null,
  };
}

import type { FastifyRequest } from 'fastify';
import { authorName } from '../features/access/author-name.ts';
import { type AuditEntry, noteAlone } from '../features/audit/audit.ts';
import type { ServedShop } from './served-shop.ts';

/** Notes in the audit log what a request did (S06), by whoever it came from. */
export async function noted(
  { folder, clock }: ServedShop,
  { caller }: Pick<FastifyRequest, 'caller'>,
  entry: Pick<AuditEntry, 'action' | 'subject' | 'detail'>,
): Promise<void> {
  await noteAlone(folder, { at: clock(), actor: caller === null ? null : authorName(caller), ...entry });
}

import { type Kysely, sql } from 'kysely';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Visibility } from '../access/authorise.ts';

/** Whose overrides count only once somebody else has approved them. */
export const approvalNeeds = ['nobody', 'reps', 'everybody'] as const;
export type ApprovalNeed = (typeof approvalNeeds)[number];

export const OVERRIDE_APPROVAL = 'override approval';

export async function readOverrideApproval(db: Kysely<unknown>): Promise<ApprovalNeed> {
  const { rows } = await sql<{
    value: string;
  }>`select value from settings where name = ${OVERRIDE_APPROVAL}`.execute(db);
  return approvalNeeds.find((need) => need === rows[0]?.value) ?? 'reps';
}

/** Whether what somebody who sees these customers sets by hand waits for somebody else. */
export async function needsApproval(db: Kysely<unknown>, visibility: Visibility): Promise<boolean> {
  const need = await readOverrideApproval(db);
  return need === 'everybody' || (need === 'reps' && 'owner' in visibility);
}

export function approvalProblems(need: string): Problem[] {
  if (approvalNeeds.some((known) => known === need)) return [];
  const list = approvalNeeds.join(', ');
  return [
    problem(
      'unknown-approval',
      'overrideApproval',
      `谁的人工调整要批准，只能是：${list}`,
      `whose overrides need approval is one of: ${list}`,
    ),
  ];
}

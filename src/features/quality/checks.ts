import { decline } from '../../domain/app-error.ts';
import type { Check, Norms } from './check.ts';
import { customerChecks } from './customer-checks.ts';
import { orderChecks } from './order-checks.ts';

/** Every check there is, in the order in which they are shown. */
export const checks: readonly Check[] = [...customerChecks, ...orderChecks];

/** Those that mean anything in a business. */
export function askedChecks(norms: Norms): readonly Check[] {
  return checks.filter((check) => check.isAsked(norms));
}

/** Throws an AppError where there is no such check. */
export function findCheck(id: string): Check {
  const found = checks.find((check) => check.id === id);
  return found ?? decline('not-found', `没有检查项“${id}”`, `there is no check “${id}”`);
}

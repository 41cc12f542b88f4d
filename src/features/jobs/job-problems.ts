import { isDiskFull, isOutOfMemory, isOutOfReach } from '../../db/engine-errors.ts';
import { AppError } from '../../domain/app-error.ts';
import { diskFull, fault, outOfMemory, outOfReach } from '../../domain/mishaps.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';

export const cancelled = problem('cancelled', '', '已取消', 'cancelled');

/** What to tell of an error that ended a job. */
export function jobProblems(error: unknown, signal: AbortSignal): readonly Problem[] {
  if (error instanceof InputError) return error.problems;
  if (error instanceof AppError) return [{ code: error.code, path: '', message: error.text }];
  if (signal.aborted) return [cancelled];
  if (isDiskFull(error)) return [diskFull];
  if (isOutOfMemory(error)) return [outOfMemory];
  if (isOutOfReach(error)) return [outOfReach];
  return [fault];
}

/** Whether an error is a fault of ours, to be logged. */
export function isFault(error: unknown, { aborted }: AbortSignal): boolean {
  if (error instanceof InputError || error instanceof AppError || aborted) return false;
  return !isDiskFull(error) && !isOutOfMemory(error) && !isOutOfReach(error);
}

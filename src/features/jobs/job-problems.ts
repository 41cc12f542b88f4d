import { isDiskFull, isOutOfMemory } from '../../db/engine-errors.ts';
import { AppError } from '../../domain/app-error.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';

export const cancelled = problem('cancelled', '', '已取消', 'cancelled');

/** What to tell of an error that ended a job. */
export function jobProblems(error: unknown, signal: AbortSignal): readonly Problem[] {
  if (error instanceof InputError) return error.problems;
  if (error instanceof AppError) return [{ code: error.code, path: '', message: error.text }];
  if (signal.aborted) return [cancelled];
  if (isDiskFull(error)) return [diskFull];
  if (isOutOfMemory(error)) return [outOfMemory];
  return [fault];
}

/** Whether an error is a fault of ours, to be logged. */
export function isFault(error: unknown, { aborted }: AbortSignal): boolean {
  if (error instanceof InputError || error instanceof AppError || aborted) return false;
  return !isDiskFull(error) && !isOutOfMemory(error);
}

const fault = problem(
  'fault',
  '',
  '这是 Tierbook 的错，抱歉；详情已记入日志',
  'this is a fault of Tierbook, sorry; details are in its log',
);

const diskFull = problem(
  'disk-full',
  '',
  '磁盘已满：请腾出空间再试；已保存的都在',
  'the disk is full: free some space and try again; all that was saved is there',
);

const outOfMemory = problem(
  'out-of-memory',
  '',
  '内存不够：请关闭其他程序，或分批导入较小的文件',
  'out of memory: close other programs or import smaller files',
);

import { join } from 'node:path';
import { InputError, type Problem } from '../../domain/problem.ts';
import { ruleFields } from '../../sql/needed.ts';
import { customerFieldIds } from '../imports/column-names.ts';
import { type OpenedOrders, openOrders } from '../imports/open-files.ts';
import type { GradeRequest } from './report.ts';

/** Opens every order file, or says what is wrong with any of them. */
export async function openAll(scratch: string, request: GradeRequest): Promise<OpenedOrders[]> {
  const { settled, preset, signal, progress } = request;
  const customerFields = [...customerFieldIds, ...ruleFields(request.scheme).map(({ id }) => id)];
  const opened: OpenedOrders[] = [];
  const problems: Problem[] = [];
  for (const [index, file] of request.orders.entries()) {
    const onProgress = (done: number, total: number): void =>
      progress.at((index + done / Math.max(1, total)) / request.orders.length);
    const files = join(scratch, 'files');
    const options = { scratch: files, settled, preset, customerFields, signal, onProgress };
    try {
      opened.push(await openOrders(file, options));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return opened;
}

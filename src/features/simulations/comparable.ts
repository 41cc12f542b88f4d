import type { Field } from '../../domain/field.ts';
import { refuse } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { refuseUnkeptFields } from '../evaluations/kept-tables.ts';

/** Refuses a draft by which the register's customers, with these fields of their own, cannot be graded. */
export function checkComparable(draft: Scheme, current: Scheme, known: readonly Field[]): void {
  if (draft.currency !== current.currency) {
    refuse(
      'other-currency',
      'currency',
      `草案的货币是 ${draft.currency}，数据文件夹里的金额是 ${current.currency}；请改成 ${current.currency} 并核对金额`,
      `the draft is in ${draft.currency}, but the amounts in the data folder are in ${current.currency}; change it and look over the draft's amounts`,
    );
  }
  refuseUnkeptFields(draft, known);
}

export function refuseWithoutEvaluation(path: string): never {
  return refuse(
    'no-evaluation',
    path,
    '还没有评过级，没有可以比较的结果；先用 tierbook evaluate 按现行标准评级',
    'nobody is graded yet, so there is nothing to compare with; grade by the current standard first with `tierbook evaluate`',
  );
}

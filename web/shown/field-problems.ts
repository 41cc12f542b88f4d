import type { FormInstance } from 'antd';
import { ApiProblems, type ShownProblem, sentenceOf } from '../api/problems.ts';

/** Puts problems at the fields of the form that they are about; gives those that belong to none. */
export function placeProblems(form: FormInstance, error: unknown): readonly ShownProblem[] | undefined {
  if (!(error instanceof ApiProblems)) return undefined;
  const names = Object.keys(form.getFieldsValue(true));
  const placed = error.problems.filter(({ path, message }) => names.includes(path) && message !== '');
  form.setFields(placed.map((each) => ({ name: each.path, errors: [sentenceOf(each)] })));
  return error.problems.filter((each) => !placed.includes(each));
}

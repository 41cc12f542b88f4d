import type { FormInstance } from 'antd';
import { useCallback, useState } from 'react';
import { ApiProblems, problemsOf, type ShownProblem, sentenceOf } from '../api/problems.ts';

export interface FieldProblems {
  /** Those that belong to no field of the form. */
  readonly problems: readonly ShownProblem[];
  /** Puts what a request met with at the fields that it is about. */
  readonly place: (error: unknown) => void;
  readonly clear: () => void;
}

/** A form's problems, each shown once: at its field or above all of them. */
export function useFieldProblems(form: FormInstance): FieldProblems {
  const [problems, setProblems] = useState<readonly ShownProblem[]>([]);
  const place = useCallback((error: unknown) => setProblems(placed(form, error)), [form]);
  const clear = useCallback(() => setProblems([]), []);
  return { problems, place, clear };
}

function placed(form: FormInstance, error: unknown): readonly ShownProblem[] {
  if (!(error instanceof ApiProblems)) return problemsOf(error);
  const names = Object.keys(form.getFieldsValue(true));
  const own = error.problems.filter(({ path, message }) => names.includes(path) && message !== '');
  const paths = [...new Set(own.map(({ path }) => path))];
  form.setFields(
    paths.map((name) => ({ name, errors: own.filter(({ path }) => path === name).map(sentenceOf) })),
  );
  return error.problems.filter((each) => !own.includes(each));
}

import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { problemsOf, type ShownProblem, sentenceOf } from '../api/problems.ts';
import { keyed } from './keyed.ts';

interface Props {
  readonly error?: unknown;
  readonly problems?: readonly ShownProblem[];
  readonly again?: () => void;
}

/** What stands against it, each problem a line; nothing where nothing does. */
export function ProblemList({ error, problems = [], again }: Props): ReactElement | null {
  const { t } = useTranslation();
  const all = error === undefined || error === null ? problems : problemsOf(error);
  const [first, ...others] = keyed(all).map(({ key, item }) => <Line key={key} problem={item} />);
  if (first === undefined) return null;
  return (
    <Alert
      type="error"
      role="alert"
      showIcon
      title={first}
      description={others.length === 0 ? undefined : <div className="stack tight">{others}</div>}
      action={again === undefined ? undefined : <Button onClick={again}>{t('again')}</Button>}
    />
  );
}

function Line({ problem }: { readonly problem: ShownProblem }): ReactElement {
  const { t, i18n } = useTranslation();
  const sentence = sentenceOf(problem) || t(problem.code === 'unreachable' ? 'unreachable' : 'fault');
  return (
    <div>
      {problem.path === '' ? '' : <code>{`${problem.path}`}</code>}
      {problem.path === '' ? '' : i18n.language === 'zh' ? '：' : ': '}
      {sentence}
    </div>
  );
}

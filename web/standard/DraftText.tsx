import { useQuery } from '@tanstack/react-query';
import { Alert, Input } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemList } from '../shown/ProblemList.tsx';
import { checkQuery } from './check-query.ts';
import { SaidTiers } from './SaidTiers.tsx';
import { useSettled } from './use-draft.ts';

interface Props {
  readonly text: string;
  readonly change: (text: string) => void;
}

/** The whole document, checked as it is written. */
export function DraftText({ text, change }: Props): ReactElement {
  const { t } = useTranslation();
  const settled = useSettled(text, 400);
  const { data: check, error } = useQuery({
    ...checkQuery({ text: settled }),
    placeholderData: (before) => before,
  });
  return (
    <section className="card stack">
      <ProblemList error={error} problems={check?.problems ?? []} />
      {check?.said ? <Alert type="success" showIcon title={t('draft.fine')} /> : null}
      <Input.TextArea
        aria-label={t('draft.yaml')}
        value={text}
        onChange={({ target }) => change(target.value)}
        spellCheck={false}
        autoSize={{ minRows: 16, maxRows: 28 }}
        style={{ fontFamily: 'ui-monospace, Menlo, Consolas, monospace', fontSize: 13, tabSize: 2 }}
      />
      {check?.said ? <SaidTiers said={check.said} /> : null}
    </section>
  );
}

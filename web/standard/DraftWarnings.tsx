import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeWarning } from '../api/contract.ts';
import { keyed } from '../shown/keyed.ts';
import { useFormat } from '../shown/use-format.ts';
import { checkQuery } from './check-query.ts';
import { FallenCustomers } from './FallenCustomers.tsx';
import { mendedDraft } from './mended-draft.ts';
import { type Draft, useSettled } from './use-draft.ts';

interface Props {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
}

/** The traps that lie in the draft, each with the customers who fall in and a mend. */
export function DraftWarnings({ draft, change }: Props): ReactElement | null {
  const { t } = useTranslation();
  const settled = useSettled(draft, 400);
  const { data: check } = useQuery({ ...checkQuery(settled), placeholderData: keepPreviousData });
  const warnings = check?.warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <section className="card stack" aria-label={t('draft.warnings')}>
      <div>
        <h2>{t('draft.warnings')}</h2>
        <p className="soft small">{t('draft.warningsText')}</p>
      </div>
      {keyed(warnings).map(({ key, item }) => (
        <Warning
          key={key}
          warning={item}
          // A mend is of what was checked.
          apply={settled === draft ? (edits) => change(mendedDraft(draft, edits)) : null}
        />
      ))}
    </section>
  );
}

type Mend = NonNullable<SchemeWarning['mend']>;

interface WarningProps {
  readonly warning: SchemeWarning;
  readonly apply: ((edits: Mend['edits']) => void) | null;
}

function Warning({ warning, apply }: WarningProps): ReactElement {
  const { t } = useTranslation();
  const { dated } = useFormat();
  const { path, line, message, mend, customers } = warning;
  return (
    <Alert
      type="warning"
      showIcon
      title={dated(message)}
      description={
        <div className="stack tight">
          <span className="soft small">
            <code>{path}</code> {line === null ? null : t('draft.line', { line })}
          </span>
          {customers === null ? null : <FallenCustomers customers={customers} />}
          {mend === null ? null : (
            <div className="stack tight">
              <span>{t('draft.mend', { said: mend.said })}</span>
              <pre className="small mend">{mend.text}</pre>
              <div>
                <Button size="small" disabled={apply === null} onClick={() => apply?.(mend.edits)}>
                  {t('draft.applyMend')}
                </Button>
              </div>
            </div>
          )}
        </div>
      }
    />
  );
}

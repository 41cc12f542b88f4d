import { Alert, Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeWarning } from '../api/contract.ts';
import { keyed } from '../shown/keyed.ts';
import { useFormat } from '../shown/use-format.ts';
import { FallenCustomers } from './FallenCustomers.tsx';
import { mendedDraft } from './mended-draft.ts';
import type { Draft } from './use-draft.ts';
import { useWarnings } from './use-warnings.ts';

interface Props {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
}

/** The traps that lie in the draft, each with the customers who fall in and a mend. */
export function DraftWarnings({ draft, change }: Props): ReactElement | null {
  const { t } = useTranslation();
  const { warnings, areCurrent } = useWarnings(draft);
  if (warnings.length === 0) return null;
  return (
    <section className="card stack" aria-label={t('draft.warnings')} id={WARNINGS}>
      <div>
        <h2>{t('draft.warnings')}</h2>
        <p className="soft small">{t('draft.warningsText')}</p>
      </div>
      <div className="columns">
        {keyed(warnings).map(({ key, item }) => (
          <Warning
            key={key}
            warning={item}
            apply={areCurrent ? (edits) => change(mendedDraft(draft, edits)) : null}
          />
        ))}
      </div>
    </section>
  );
}

const WARNINGS = 'warnings';

/** How many there are, as a way down to them. */
export function WarningCount({ draft }: Pick<Props, 'draft'>): ReactElement | null {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { warnings } = useWarnings(draft);
  if (warnings.length === 0) return null;
  return (
    <Button type="link" onClick={() => document.getElementById(WARNINGS)?.scrollIntoView()}>
      {t('draft.warningCount', { warnings: number(warnings.length) })}
    </Button>
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
      title={<span className="said-warning">{dated(message)}</span>}
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

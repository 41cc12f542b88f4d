import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EvaluateNow } from './EvaluateNow.tsx';

/** Customers, but none has a tier. */
export function NotGradedYet(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="card empty">
      <h2>{t('ungraded.title')}</h2>
      <p>{t('ungraded.text')}</p>
      <EvaluateNow />
    </div>
  );
}

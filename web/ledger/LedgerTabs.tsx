import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { WaitingCount } from './WaitingCount.tsx';

/** Between who rose and fell and what was set by hand. */
export function LedgerTabs(): ReactElement {
  const { t } = useTranslation();
  return (
    <nav className="tabs no-print" aria-label={t('places.changes')}>
      <Link to="/changes" activeOptions={{ exact: true, includeSearch: false }}>
        {t('overrides.list.changes')}
      </Link>
      <Link to="/changes/overrides" activeOptions={{ includeSearch: false }}>
        {t('overrides.list.tab')} <WaitingCount />
      </Link>
    </nav>
  );
}

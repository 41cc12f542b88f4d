import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemList } from '../shown/ProblemList.tsx';
import { HeldCard } from './HeldCard.tsx';
import { LedgerEntries } from './LedgerEntries.tsx';
import { ledgerQuery } from './ledger-query.ts';
import { OverrideList } from './OverrideList.tsx';
import { TierOnDayForm } from './TierOnDayForm.tsx';

/** Which tier a customer has and had, why, and what is set by hand. */
export function TierHistory({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation();
  const { data: ledger, error } = useQuery(ledgerQuery(id));
  if (ledger === undefined) return error === null ? <Skeleton active /> : <ProblemList error={error} />;
  const { held, entries, overrides } = ledger;
  if (held === null && entries.length === 0) {
    return (
      <div className="empty">
        <p>{t('ledger.nothing')}</p>
      </div>
    );
  }
  return (
    <div className="stack">
      {held === null ? null : <HeldCard id={id} held={held} />}
      <OverrideList overrides={overrides} />
      <LedgerEntries entries={entries} />
      <TierOnDayForm id={id} />
    </div>
  );
}

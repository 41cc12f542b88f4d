import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerEntry } from '../api/contract.ts';

type Entry = Pick<LedgerEntry, 'kind' | 'outcome' | 'from' | 'to' | 'held'>;

/** Gives what an entry is, in words. */
export function useKindWords(): (entry: Entry) => string {
  const { t } = useTranslation();
  return useCallback(
    (entry) => {
      const words = (kind: LedgerEntry['kind']): string =>
        kind === 'override' && entry.to.id === entry.held.id
          ? t('ledger.backToStandard')
          : t(`ledger.kinds.${kind}`);
      if (entry.kind !== 'correction') return words(entry.kind);
      const isNothing = entry.outcome === null && entry.from?.id === entry.to.id;
      return t('ledger.corrected', {
        kind: isNothing ? t('ledger.nothingAfterAll') : words(entry.outcome ?? 'override'),
      });
    },
    [t],
  );
}

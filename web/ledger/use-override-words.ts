import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Override } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';

interface OverrideWords {
  readonly kindOf: (override: Override) => string;
  /** From when to when it counts. */
  readonly term: (override: Override) => string;
  readonly reasonOf: (override: Override) => string;
  /** Who set it, answered and ended it, each a line. */
  readonly who: (override: Override) => string[];
}

export function useOverrideWords(): OverrideWords {
  const { t } = useTranslation();
  const { author: by, day, moment } = useFormat();
  const term = useCallback(
    ({ from, until, state, approver }: Override): string => {
      if (until === null) return t('overrides.list.endless', { from: day(from) });
      const never = until < from || (state === 'over' && approver === null);
      return never ? t('overrides.never') : t('overrides.days', { from: day(from), until: day(until) });
    },
    [t, day],
  );
  const who = useCallback(
    (override: Override): string[] => {
      const { author, approver, endedBy, state, approvalWord, endWord } = override;
      const says = (name: string, word: string | null): string =>
        word === null ? name : t('overrides.says', { name, word });
      const ended = state === 'rejected' ? 'overrides.rejectedBy' : 'overrides.endedBy';
      return [
        t('overrides.given', { author: by(author), moment: moment(override.givenAt) }),
        ...(approver === null || approver === author
          ? []
          : [says(t('overrides.approvedBy', { name: by(approver) }), approvalWord)]),
        ...(endedBy === null ? [] : [says(t(ended, { name: by(endedBy) }), endWord)]),
      ];
    },
    [t, moment, by],
  );
  return useMemo(
    () => ({
      kindOf: ({ kind }) => (kind === 'freeze' ? t('overrides.list.freeze') : t(`overrides.kinds.${kind}`)),
      reasonOf: ({ reason }) => (reason === 'scheme change' ? t('ledger.kinds.scheme change') : reason),
      term,
      who,
    }),
    [t, term, who],
  );
}

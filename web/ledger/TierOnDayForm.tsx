import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { TierOnDay } from '../api/contract.ts';
import { DayInput } from '../shown/DayInput.tsx';
import { endOfDay } from '../shown/days.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { useKindWords } from './use-kind-words.ts';
import { useTimeZone, useToday } from './use-today.ts';

/** Which tier it was on a day, as it was known at the end of another. */
export function TierOnDayForm({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation();
  const timeZone = useTimeZone();
  const today = useToday();
  const [asked, setAsked] = useState({ on: today, known: today });
  const { on, known } = asked;
  const { data, error } = useQuery({
    queryKey: ['tier-on', id, on, known],
    queryFn: async ({ signal }) => {
      const query = { on, known: endOfDay(known, timeZone) };
      return { asked, ...(await ask<TierOnDay>('GET', `/customers/${id}/tier`, { query, signal })) };
    },
    enabled: on !== '' && known !== '',
    placeholderData: keepPreviousData,
  });
  return (
    <section className="card stack no-print" aria-label={t('ledger.on.title')}>
      <h2>{t('ledger.on.title')}</h2>
      <div className="row">
        <DayInput
          name={t('ledger.on.day')}
          value={on}
          change={(day) => setAsked((now) => ({ ...now, on: day }))}
        />
        <DayInput
          name={t('ledger.on.known')}
          value={known}
          change={(day) => setAsked((now) => ({ ...now, known: day }))}
        />
      </div>
      <ProblemList error={error} />
      {data === undefined ? null : <Answer {...data.asked} entry={data.entry} />}
    </section>
  );
}

interface AnswerProps {
  readonly on: string;
  readonly known: string;
  readonly entry: TierOnDay['entry'];
}

function Answer({ on, known, entry }: AnswerProps): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { day } = useFormat();
  const kindWords = useKindWords();
  const days = { known: day(known), day: day(on) };
  return (
    <div aria-live="polite">
      <p>
        {entry === null
          ? t('ledger.on.none', days)
          : t('ledger.on.answer', { ...days, tier: say(entry.to.name) })}
      </p>
      {entry === null ? null : (
        <p className="soft small">
          {t('ledger.on.entry', { since: day(entry.effective), kind: kindWords(entry) })}
        </p>
      )}
    </div>
  );
}

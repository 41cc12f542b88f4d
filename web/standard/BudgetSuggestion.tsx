import { InputNumber } from 'antd';
import { type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemsOf, sentenceOf } from '../api/problems.ts';
import { useSay } from '../texts/use-say.ts';
import { SuggestedReach } from './SuggestedReach.tsx';
import { useSettled } from './use-draft.ts';
import { type SuggestionsAsked, useSuggestions } from './use-suggestions.ts';

interface Props {
  readonly asked: Omit<SuggestionsAsked, 'wanted'>;
  readonly tier: string;
  readonly type: string;
  readonly set: (value: number) => void;
}

/** The lowest threshold that a tier's benefits can be paid for. */
export function BudgetSuggestion({ asked, tier, type, set }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const id = useId();
  const [budget, setBudget] = useState<number | null>(null);
  const settled = useSettled(budget);
  const wanted = { kind: 'budget' as const, tier, budget: settled ?? 0 };
  const { data, error } = useSuggestions({ ...asked, wanted }, settled !== null);
  const [found] = data?.suggestions ?? [];
  const uncounted = (data?.uncounted ?? []).map(say).join(t('comma'));
  return (
    <div className="stack tight">
      <div className="row between">
        <label htmlFor={id} className="soft small">
          {t('suggest.budget')}
        </label>
        <InputNumber
          id={id}
          size="small"
          min={0}
          max={1e12}
          value={budget}
          onChange={setBudget}
          style={{ width: 120 }}
        />
      </div>
      {error === null ? null : (
        <div className="small">
          {problemsOf(error).map((problem) => (
            <div key={problem.code}>{sentenceOf(problem)}</div>
          ))}
        </div>
      )}
      {settled === null || error !== null || found === undefined ? null : (
        <SuggestedReach
          {...{ round: found.round, exact: found.exact, type, set }}
          none={t('suggest.tooDear')}
          {...(uncounted === '' ? {} : { remark: t('suggest.uncounted', { benefits: uncounted }) })}
        />
      )}
    </div>
  );
}

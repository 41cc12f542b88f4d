import { Button, Popover, Skeleton } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeDocument } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { BudgetSuggestion } from './BudgetSuggestion.tsx';
import { SuggestedReach } from './SuggestedReach.tsx';
import { namedTiersOf, type Threshold } from './thresholds.ts';
import { useSuggestions } from './use-suggestions.ts';

interface Props {
  readonly name: string;
  readonly threshold: Threshold;
  readonly document: SchemeDocument;
  readonly set: (value: number) => void;
}

/** Opens proposals for a threshold: a share of the customers, where they part by themselves, a budget. */
export function SuggestThreshold(props: Props): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const set = (value: number): void => {
    setOpen(false);
    props.set(value);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <section className="stack suggestions" aria-label={t('suggest.label', { name: props.name })}>
          <h3>{t('suggest.title', { name: props.name })}</h3>
          <Proposals {...props} set={set} />
        </section>
      }
      destroyOnHidden
    >
      <Button type="link" size="small" aria-label={t('suggest.label', { name: props.name })}>
        {t('suggest.button')}
      </Button>
    </Popover>
  );
}

/** Percentages for the top tier, the one below it, and all others. */
const shares = [
  [5, 10, 20],
  [10, 20, 30],
  [20, 40, 60],
] as const;

function Proposals({ threshold, document, set }: Props): ReactElement {
  const { t } = useTranslation();
  const { percent, number, day } = useFormat();
  const { id: metric, operator, tier } = threshold;
  const asked = { document, metric, operator };
  const tiers = namedTiersOf(document);
  const fromTop = Math.min(tiers.length - 1 - tier, shares.length - 1);
  const top = useSuggestions({ ...asked, wanted: { kind: 'top-share', shares: shares[fromTop] ?? [] } });
  const natural = useSuggestions({ ...asked, wanted: { kind: 'natural-breaks' } });
  const id = tiers[tier]?.id ?? '';
  const error = top.error ?? natural.error;
  if (error !== null) return <ProblemList error={error} />;
  if (top.data === undefined || natural.data === undefined) return <Skeleton active />;
  const type = top.data.metric.type;
  const parted = natural.data.suggestions.find((one) => one.tier === id);
  return (
    <>
      {top.data.suggestions.map(({ share, round, exact }) => (
        <SuggestedReach
          key={share}
          name={t('suggest.topShare', { share: number(share) })}
          {...{ round, exact, type, set }}
          none={t('suggest.none')}
        />
      ))}
      {parted === undefined ? null : (
        <SuggestedReach
          name={t('suggest.natural')}
          remark={t('suggest.naturalRemark', {
            classes: number(natural.data.suggestions.length + 1),
            fit: percent(natural.data.fit ?? 0),
          })}
          {...{ round: parted.round, exact: parted.exact, type, set }}
          none={t('suggest.none')}
        />
      )}
      <BudgetSuggestion asked={asked} tier={id} type={type} set={set} />
      <p className="soft small">{t('suggest.alone', { day: day(top.data.asOf) })}</p>
    </>
  );
}

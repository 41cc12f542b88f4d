import { InputNumber, Slider } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeDocument, SchemeView } from '../api/contract.ts';
import { TierName } from '../shown/TierBadge.tsx';
import { useSay } from '../texts/use-say.ts';
import { SuggestThreshold } from './SuggestThreshold.tsx';
import { isSuggestible, namedTiersOf, type Threshold, thresholdsOf, withValue } from './thresholds.ts';
import { useSubjectName } from './use-subject-name.ts';

interface Props {
  readonly scheme: SchemeView;
  readonly document: SchemeDocument;
  readonly change: (document: SchemeDocument) => void;
  /** Called with the metric that somebody is at. */
  readonly focus: (metric: string | null) => void;
}

/** The numbers in the tiers' rules, each to type or to slide. */
export function DraftThresholds({ scheme, document, change, focus }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const thresholds = thresholdsOf(document);
  const before = thresholdsOf(scheme.document);
  const tiers = namedTiersOf(document);
  const set = ({ path }: Threshold, value: number): void => change(withValue(document, path, value));
  if (thresholds.length === 0) return <p className="card soft">{t('draft.noThresholds')}</p>;
  return (
    <section className="card stack wide stays" aria-label={t('draft.thresholds')}>
      {tiers
        .map((tier, position) => ({ ...tier, position }))
        .filter(({ position }) => thresholds.some(({ tier }) => tier === position))
        .toReversed()
        .map(({ id, name, position }) => (
          <div key={id} className="stack">
            <div>
              <TierName name={say(name)} position={position} tiers={tiers.length} />
            </div>
            {thresholds.map((threshold) =>
              threshold.tier === position ? (
                <ThresholdInput
                  key={threshold.path.join('.')}
                  threshold={threshold}
                  document={document}
                  before={valueAt(before, threshold.path) ?? threshold.value}
                  set={(value) => set(threshold, value)}
                  focus={() => focus(threshold.subject === 'metric' ? threshold.id : null)}
                />
              ) : null,
            )}
          </div>
        ))}
    </section>
  );
}

function valueAt(thresholds: readonly Threshold[], path: Threshold['path']): number | undefined {
  return thresholds.find((one) => one.path.join('.') === path.join('.'))?.value;
}

interface InputProps {
  readonly threshold: Threshold;
  readonly document: SchemeDocument;
  readonly before: number;
  readonly set: (value: number) => void;
  readonly focus: () => void;
}

function ThresholdInput({ threshold, document, before, set, focus }: InputProps): ReactElement {
  const { t } = useTranslation();
  const nameOf = useSubjectName();
  const { id, operator, kind, value } = threshold;
  const said = t('draft.threshold', {
    name: nameOf(id),
    operator: t(`operators.${operator}` as 'operators.atLeast'),
  });
  const label = kind === 'keep' ? t('draft.toKeep', { said }) : said;
  const step = stepOf(before);
  return (
    <fieldset className="threshold" aria-label={label} onFocus={focus}>
      <div className="row between">
        <span>{label}</span>
        <div className="row tight">
          {isSuggestible(threshold) ? (
            <SuggestThreshold name={nameOf(id)} threshold={threshold} document={document} set={set} />
          ) : null}
          <InputNumber
            aria-label={label}
            value={value}
            min={0}
            step={step}
            onChange={(next) => next !== null && set(next)}
            style={{ width: 140 }}
          />
        </div>
      </div>
      <Slider
        aria-label={label}
        value={value}
        min={0}
        max={Math.max(before * 3, step * 10)}
        step={step}
        marks={{ [before]: '' }}
        onChange={set}
      />
    </fieldset>
  );
}

/** Steps of about a fiftieth, round: 5000 → 100. */
function stepOf(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value / 50));
  return value < 50 && Number.isInteger(value) ? 1 : power;
}

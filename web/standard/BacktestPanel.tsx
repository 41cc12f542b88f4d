import { Button, Progress, Segmented } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../api/contract.ts';
import { useBusiness } from '../session/use-business.ts';
import { DayInput } from '../shown/DayInput.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useSay } from '../texts/use-say.ts';
import { BacktestForesight } from './BacktestForesight.tsx';
import { BacktestMoves } from './BacktestMoves.tsx';
import { BacktestSizes } from './BacktestSizes.tsx';
import { lastYear } from './backtest-range.ts';
import { type BacktestRange, useBacktest } from './use-backtest.ts';
import type { Draft } from './use-draft.ts';

const periods = ['month', 'quarter', 'year'] as const;

/** How the draft would have graded the past, and whether its tiers foretell. */
export function BacktestPanel({ draft }: { readonly draft: Draft }): ReactElement {
  const { t } = useTranslation();
  const timeZone = useBusiness()?.timeZone ?? 'Asia/Shanghai';
  const [range, setRange] = useState<BacktestRange>(() => lastYear(Date.now(), timeZone));
  const { running, result, tested, problems, start, cancel } = useBacktest();
  const change = (part: Partial<BacktestRange>): void => setRange((now) => ({ ...now, ...part }));
  return (
    <section className="stack" aria-label={t('backtest.title')}>
      <div className="card stack">
        <div>
          <h2>{t('backtest.title')}</h2>
          <p className="soft small">{t('backtest.text')}</p>
        </div>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            start(draft, range);
          }}
        >
          <DayInput name={t('backtest.from')} value={range.from} change={(from) => change({ from })} />
          <DayInput name={t('backtest.to')} value={range.to} change={(to) => change({ to })} />
          <Segmented
            aria-label={t('backtest.every')}
            value={range.every}
            onChange={(every) => change({ every })}
            options={periods.map((value) => ({ value, label: t(`backtest.periods.${value}`) }))}
          />
          <Button htmlType="submit" type="primary" disabled={running !== null || !range.from || !range.to}>
            {t('backtest.run')}
          </Button>
        </form>
        {running === null ? null : <Running job={running} cancel={cancel} />}
        <ProblemList problems={problems} />
      </div>
      {result === null ? null : (
        <>
          {tested === draft ? null : <p className="soft">{t('backtest.changed')}</p>}
          <BacktestForesight result={result} />
          <div className="columns">
            <BacktestSizes result={result} />
            <BacktestMoves result={result} />
          </div>
          <p className="soft small">{t('backtest.known')}</p>
        </>
      )}
    </section>
  );
}

function Running({
  job,
  cancel,
}: {
  readonly job: Job | 'starting';
  readonly cancel: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { step, fraction } = job === 'starting' ? { step: null, fraction: null } : job;
  const said = say(step) || t('backtest.starting');
  return (
    <div className="stack tight" role="status" aria-label={t('backtest.progress')}>
      <div className="row between">
        <span>{said}</span>
        <Button size="small" disabled={job === 'starting'} onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
      <Progress
        percent={fraction === null ? 100 : Math.floor(fraction * 100)}
        status="active"
        showInfo={fraction !== null}
        aria-label={said}
      />
    </div>
  );
}

import { Progress, Spin } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job, SchemeDocument, SchemeView, SimulationView } from '../api/contract.ts';
import { Figures } from '../shown/Figures.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { BeforeAfter } from './BeforeAfter.tsx';
import { BenefitCosts } from './BenefitCosts.tsx';
import { MetricHistogram } from './MetricHistogram.tsx';
import { Migrations } from './Migrations.tsx';
import { thresholdsOf } from './thresholds.ts';
import type { Draft } from './use-draft.ts';
import type { Trial } from './use-simulation.ts';

interface Props {
  readonly scheme: SchemeView;
  readonly document: SchemeDocument | null;
  /** The metric whose distribution is of interest; the first one moved by default. */
  readonly subject: string | null;
  readonly simulation: SimulationView | undefined;
  readonly error: unknown;
  readonly isWaiting: boolean;
  /** What has to be computed first; null while nothing is. */
  readonly job: Job | null;
  readonly draft: Draft;
  readonly trial: Trial;
}

/** What the draft would do to everybody. */
export function SimulationPanel(props: Props): ReactElement {
  const { scheme, document, subject, simulation, error, isWaiting, job, draft, trial } = props;
  const { t } = useTranslation();
  const { number } = useFormat();
  const thresholds = document === null ? [] : thresholdsOf(document);
  const metric = subject ?? thresholds.find((one) => one.subject === 'metric')?.id ?? null;
  return (
    <div className="stack" aria-busy={isWaiting}>
      <ProblemList error={error} />
      <section className="card stack" aria-live="polite">
        <div className="row between">
          <h2>{t('draft.effect')}</h2>
          {isWaiting ? <Spin size="small" /> : null}
        </div>
        {job === null ? null : <Computing job={job} />}
        {simulation === undefined ? (
          <p className="soft">{t(isWaiting ? 'draft.waiting' : 'draft.moveOne')}</p>
        ) : (
          <>
            <p className="soft small">
              <ComparedText simulation={simulation} />
            </p>
            <Figures
              of={[
                { name: t('draft.moved'), value: number(simulation.moved) },
                { name: t('draft.up'), value: number(simulation.up) },
                { name: t('draft.down'), value: number(simulation.down) },
              ]}
            />
          </>
        )}
      </section>
      {simulation === undefined ? null : (
        <>
          <BeforeAfter simulation={simulation} />
          <BenefitCosts simulation={simulation} />
          <Migrations simulation={simulation} scheme={scheme} draft={draft} trial={trial} />
        </>
      )}
      {metric === null ? null : (
        <MetricHistogram
          metric={metric}
          thresholds={thresholds.filter(({ id, kind }) => id === metric && kind === 'when')}
          tiers={scheme.said.tiers}
        />
      )}
    </div>
  );
}

/** Of which day it is, and what is compared with what. */
function ComparedText({ simulation }: { readonly simulation: SimulationView }): ReactElement {
  const { t } = useTranslation();
  const { day, moment } = useFormat();
  const { asOf, compared, readAt, current } = simulation;
  const key = compared.what === 'computed' ? 'rules' : compared.lifecycle ? 'held' : 'byHand';
  return (
    <>
      <strong>{t('trial.asOf', { day: day(asOf) })}</strong> {t(`trial.compared.${key}`)}
      {current.gradedAnew === 'other-day' ? ` ${t('trial.customersThen')}` : ''}
      {readAt === null ? '' : ` ${t('trial.readAt', { moment: moment(readAt) })}`}
    </>
  );
}

function Computing({ job: { step, fraction } }: { readonly job: Job }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const said = say(step) || t('trial.computing');
  return (
    <div role="status" aria-label={t('trial.computing')}>
      <span className="soft small">{said}</span>
      <Progress percent={Math.floor((fraction ?? 0) * 100)} status="active" size="small" aria-label={said} />
    </div>
  );
}

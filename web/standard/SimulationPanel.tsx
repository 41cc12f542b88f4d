import { Spin } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeDocument, SchemeView, SimulationView } from '../api/contract.ts';
import { Figures } from '../shown/Figures.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { BeforeAfter } from './BeforeAfter.tsx';
import { MetricHistogram } from './MetricHistogram.tsx';
import { Migrations } from './Migrations.tsx';
import { thresholdsOf } from './thresholds.ts';
import type { Draft } from './use-draft.ts';

interface Props {
  readonly scheme: SchemeView;
  readonly document: SchemeDocument | null;
  /** The metric whose distribution is of interest; the first one moved by default. */
  readonly subject: string | null;
  readonly simulation: SimulationView | undefined;
  readonly error: unknown;
  readonly isWaiting: boolean;
  readonly draft: Draft;
}

/** What the draft would do to everybody. */
export function SimulationPanel(props: Props): ReactElement {
  const { scheme, document, subject, simulation, error, isWaiting, draft } = props;
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
        {simulation === undefined ? (
          <p className="soft">{t(isWaiting ? 'draft.waiting' : 'draft.moveOne')}</p>
        ) : (
          <Figures
            of={[
              { name: t('draft.moved'), value: number(simulation.moved) },
              { name: t('draft.up'), value: number(simulation.up) },
              { name: t('draft.down'), value: number(simulation.down) },
            ]}
          />
        )}
      </section>
      {simulation === undefined ? null : (
        <>
          <BeforeAfter simulation={simulation} />
          <Migrations simulation={simulation} scheme={scheme} draft={draft} />
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

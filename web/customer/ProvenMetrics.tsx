import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../shown/use-format.ts';
import { useSaid } from '../shown/use-said.ts';
import { useName, useSay } from '../texts/use-say.ts';
import type { WrittenMetric } from './written-proof.ts';

/** The metrics that the rules look at: value, window and meaning. */
export function ProvenMetrics({
  metrics,
}: {
  readonly metrics: readonly WrittenMetric[];
}): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  const said = useSaid();
  const nameOf = useName();
  if (metrics.length === 0) return null;
  const hasMeaning = metrics.some(
    ({ said: meaning, name, origin }) => say(meaning) !== say(name) || origin !== 'computed',
  );
  return (
    <section className="card stack">
      <h2>{t('proof.metrics')}</h2>
      <div className="scroll-x">
        <table className="plain">
          <thead>
            <tr>
              <th>{t('proof.metric')}</th>
              <th className="number">{t('proof.value')}</th>
              <th>{t('proof.window')}</th>
              {hasMeaning ? <th className="wide-only">{t('proof.meaning')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {metrics.map((metric) => (
              <tr key={metric.id}>
                <td>{nameOf(metric.name)}</td>
                <td className="number">
                  <strong>{said(metric.valueWords)}</strong>
                </td>
                <td className="soft">
                  <Window window={metric.window} />
                </td>
                {hasMeaning ? (
                  <td className="soft small wide-only">
                    {say(metric.said) === say(metric.name) ? '' : said(metric.said)}
                    {metric.origin === 'computed' ? null : <div>{t(`proof.origins.${metric.origin}`)}</div>}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Window({ window }: { readonly window: WrittenMetric['window'] }): ReactElement {
  const { t } = useTranslation();
  const { day } = useFormat();
  if (window === null) return <>–</>;
  if (window.empty) return <>{t('proof.noDays')}</>;
  const to = day(window.to);
  return (
    <>{window.from === null ? t('proof.upTo', { to }) : t('proof.days', { from: day(window.from), to })}</>
  );
}

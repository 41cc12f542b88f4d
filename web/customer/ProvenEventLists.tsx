import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { keyed } from '../shown/keyed.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSaid } from '../shown/use-said.ts';
import { useName } from '../texts/use-say.ts';
import type { WrittenEvents, WrittenMetric } from './written-proof.ts';

/** Which events were counted for metrics over them, and why others were left out. */
export function ProvenEventLists({
  metrics,
}: {
  readonly metrics: readonly WrittenMetric[];
}): ReactElement | null {
  const { t } = useTranslation();
  const nameOf = useName();
  const { number } = useFormat();
  const over = metrics.flatMap(({ id, name, events }) => (events === null ? [] : [{ id, name, events }]));
  if (over.length === 0) return null;
  return (
    <section className="card stack">
      <h2>{t('events.proven')}</h2>
      {over.map(({ id, name, events }, index) => (
        <details key={id} open={index === 0}>
          <summary>
            <strong>{nameOf(name)}</strong>{' '}
            <span className="soft">
              {t('events.counted', { events: number(events.counted.count) })}
              {events.leftOut.count === 0
                ? ''
                : t('semicolon') + t('events.leftOut', { events: number(events.leftOut.count) })}
            </span>
          </summary>
          <ProvenEvents events={events} />
        </details>
      ))}
    </section>
  );
}

function ProvenEvents({ events: { counted, leftOut } }: { readonly events: WrittenEvents }): ReactElement {
  const { t } = useTranslation();
  const said = useSaid();
  const { day: dayWords, number } = useFormat();
  return (
    <div className="stack tight">
      <div className="scroll-x">
        <table className="plain">
          <tbody>
            {keyed(counted.listed).map(({ key, item: { day, words } }) => (
              <tr key={key}>
                <td style={{ whiteSpace: 'nowrap' }}>{dayWords(day)}</td>
                <td className="soft small">{said(words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {counted.rest === 0 ? null : (
        <p className="soft small">{t('events.rest', { events: number(counted.rest) })}</p>
      )}
      {leftOut.reasons.map(({ code, count, words }) => (
        <p key={code} className="soft small">
          {t('events.leftOut', { events: number(count) })}
          {t('semicolon')}
          {said(words)}
        </p>
      ))}
    </div>
  );
}

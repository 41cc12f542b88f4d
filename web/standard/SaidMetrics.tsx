import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Said } from '../api/contract.ts';
import { useName, useSay } from '../texts/use-say.ts';

/** What the standard's own metrics measure. */
export function SaidMetrics({ said }: { readonly said: Said }): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  const nameOf = useName();
  if (said.metrics.length === 0) return null;
  return (
    <section className="card stack">
      <h2>{t('standard.metrics')}</h2>
      <dl className="said">
        {said.metrics.map(({ id, name, said: meaning }) => (
          <div key={id} style={{ display: 'contents' }}>
            <dt>{nameOf(name)}</dt>
            <dd className="soft">{say(meaning)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

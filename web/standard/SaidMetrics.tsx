import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Said } from '../api/contract.ts';
import { useSaid } from '../shown/use-said.ts';
import { useName } from '../texts/use-say.ts';

/** What the standard's own metrics measure. */
export function SaidMetrics({ said: scheme }: { readonly said: Said }): ReactElement | null {
  const { t } = useTranslation();
  const said = useSaid();
  const nameOf = useName();
  if (scheme.metrics.length === 0) return null;
  return (
    <section className="card stack">
      <h2>{t('standard.metrics')}</h2>
      <dl className="said">
        {scheme.metrics.map(({ id, name, said: meaning }) => (
          <div key={id} style={{ display: 'contents' }}>
            <dt>{nameOf(name)}</dt>
            <dd className="soft">{said(meaning)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

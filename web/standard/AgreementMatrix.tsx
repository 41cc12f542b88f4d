import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulationView } from '../api/contract.ts';
import { TierMatrix } from '../shown/TierMatrix.tsx';
import { useFormat } from '../shown/use-format.ts';

/** Whom both standards give which tier: rows are the one in force, columns the challenger. */
export function AgreementMatrix({ last }: { readonly last: SimulationView }): ReactElement {
  const { t } = useTranslation();
  const { number, percent, day } = useFormat();
  const { before, tiers, migrations, stayed, customers, asOf } = last;
  const count = (from: string, to: string): number =>
    migrations.find((one) => one.from === from && one.to === to)?.customers ?? 0;
  return (
    <section className="card stack tight">
      <h2>{t('challenge.agreement')}</h2>
      <p className="soft small">
        {t('challenge.agree', {
          day: day(asOf),
          share: percent(customers === 0 ? 1 : stayed / customers),
        })}
      </p>
      <TierMatrix
        corner={t('challenge.fromTo')}
        rows={before}
        columns={tiers}
        cell={(from, to) => (
          <td key={to} className={from === to ? 'number soft' : 'number'}>
            {count(from, to) === 0 ? '·' : number(count(from, to))}
          </td>
        )}
      />
    </section>
  );
}

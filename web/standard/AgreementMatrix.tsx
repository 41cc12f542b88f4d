import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulationView } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';

/** Whom both standards give which tier: rows are the one in force, columns the challenger. */
export function AgreementMatrix({ last }: { readonly last: SimulationView }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
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
      <div className="scroll-x">
        <table className="plain matrix">
          <thead>
            <tr>
              <th>{t('challenge.fromTo')}</th>
              {tiers.map(({ id, name }) => (
                <th key={id} className="number">
                  {say(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {before.map(({ id, name }) => (
              <tr key={id}>
                <th scope="row">{say(name)}</th>
                {tiers.map((tier) => (
                  <td key={tier.id} className={tier.id === id ? 'number soft' : 'number'}>
                    {count(id, tier.id) === 0 ? '·' : number(count(id, tier.id))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

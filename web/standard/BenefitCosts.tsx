import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulationView } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';

/** What the tiers' benefits cost a month now and by the draft, and what nobody can price. */
export function BenefitCosts({ simulation }: { readonly simulation: SimulationView }): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  const { money } = useFormat();
  const { before, tiers, costs } = simulation;
  const named = (why: 'no-cost' | 'uses-unknown'): string => {
    const all = [...costs.before.unpriced, ...costs.after.unpriced].filter((one) => one.why === why);
    return [...new Set(all.map(({ name }) => say(name)))].join(t('draft.comma'));
  };
  const [free, unknown] = [named('no-cost'), named('uses-unknown')];
  const isPriced = costs.before.perMonth !== null || costs.after.perMonth !== null;
  if (!isPriced && free === '' && unknown === '') return null;
  const gone = before.filter(({ id }) => !tiers.some((tier) => tier.id === id));
  const costOf = (side: SimulationView['tiers'], id: string): number | null =>
    side.find((tier) => tier.id === id)?.cost ?? null;
  return (
    <section className="card stack" aria-label={t('costs.title')}>
      <div>
        <h2>{t('costs.title')}</h2>
        <p className="soft small">{t('costs.text')}</p>
      </div>
      {isPriced ? (
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                <th>{t('tier')}</th>
                <th className="number">{t('draft.before')}</th>
                <th className="number">{t('draft.after')}</th>
                <th className="number">{t('draft.difference')}</th>
              </tr>
            </thead>
            <tbody>
              {[...tiers.toReversed(), ...gone.toReversed()].map(({ id, name }) => (
                <CostRow key={id} name={say(name)} before={costOf(before, id)} after={costOf(tiers, id)} />
              ))}
              <CostRow name={t('costs.total')} before={costs.before.perMonth} after={costs.after.perMonth} />
            </tbody>
          </table>
        </div>
      ) : (
        <p>{t('costs.none', { total: money(0) })}</p>
      )}
      {free === '' ? null : <p className="soft small">{t('costs.free', { benefits: free })}</p>}
      {unknown === '' ? null : <p className="soft small">{t('costs.unknown', { benefits: unknown })}</p>}
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
}

function CostRow({ name, before, after }: RowProps): ReactElement {
  const { money } = useFormat();
  const difference = (after ?? 0) - (before ?? 0);
  const isKnown = before !== null || after !== null;
  return (
    <tr>
      <td style={{ whiteSpace: 'nowrap' }}>{name}</td>
      <td className="number">{money(before)}</td>
      <td className="number">{money(after)}</td>
      <td className="number">
        {isKnown ? (difference > 0 ? `+${money(difference)}` : money(difference)) : '–'}
      </td>
    </tr>
  );
}

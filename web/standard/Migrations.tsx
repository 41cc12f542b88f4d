import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeView, SimulationView } from '../api/contract.ts';
import { TierMatrix } from '../shown/TierMatrix.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { type MatrixCell, MoversList } from './MoversList.tsx';
import type { Draft } from './use-draft.ts';
import type { Trial } from './use-simulation.ts';

interface Props {
  readonly simulation: SimulationView;
  readonly scheme: SchemeView;
  readonly draft: Draft;
  readonly trial: Trial;
}

/** How many go from which tier to which: rows are now, columns the draft. */
export function Migrations({ simulation, scheme, draft, trial }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number } = useFormat();
  const { migrations, tiers } = simulation;
  const [chosen, choose] = useState<MatrixCell | null>(null);
  const nameOf = (list: SimulationView['tiers'] | SchemeView['said']['tiers'], id: string): string => {
    const found = list.find((tier) => tier.id === id);
    return found === undefined ? id : say(found.name);
  };
  const place = new Map(tiers.map(({ id }, index) => [id, index]));
  const most = Math.max(
    1,
    ...migrations.filter(({ from, to }) => from !== to).map(({ customers }) => customers),
  );
  const cell = (from: string, to: string, row: number): ReactElement => {
    const customers = migrations.find((one) => one.from === from && one.to === to)?.customers ?? 0;
    const column = place.get(to) ?? 0;
    const color = column > row ? 'var(--good)' : 'var(--bad)';
    const tint = from === to || customers === 0 ? 0 : 12 + Math.round((38 * customers) / most);
    return (
      <td
        key={to}
        className={from === to ? 'number soft' : 'number'}
        style={{ background: `color-mix(in srgb, ${color} ${tint}%, transparent)` }}
      >
        {customers === 0 ? (
          '·'
        ) : from === to ? (
          number(customers)
        ) : (
          <button
            type="button"
            aria-pressed={chosen?.from === from && chosen.to === to}
            title={t('draft.moversOnly', { from: nameOf(scheme.said.tiers, from), to: nameOf(tiers, to) })}
            onClick={() => choose({ from, to })}
          >
            {number(customers)}
          </button>
        )}
      </td>
    );
  };
  return (
    <section className="card stack">
      <div className="row between top">
        <div>
          <h2>{t('draft.migrations')}</h2>
          <p className="soft small">{t('draft.migrationsText')}</p>
        </div>
      </div>
      <TierMatrix corner={t('draft.fromTo')} rows={scheme.said.tiers} columns={tiers} cell={cell} />
      {simulation.moved === 0 ? null : (
        <MoversList
          draft={draft}
          trial={trial}
          simulation={simulation}
          scheme={scheme}
          cell={chosen}
          clear={() => choose(null)}
        />
      )}
    </section>
  );
}

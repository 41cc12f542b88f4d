import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { keyed } from '../shown/keyed.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSaid } from '../shown/use-said.ts';
import { useName } from '../texts/use-say.ts';
import type { WrittenCondition, WrittenWay } from './written-proof.ts';

interface Props {
  readonly title: string;
  readonly below?: string | undefined;
  readonly ways: readonly WrittenWay[];
}

/** As many ways are shown. */
const SHOWN = 4;

/** The ways to a tier, or to keep one: what each asks for and how much of it is done. */
export function WaysCard({ title, below, ways }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (ways.length === 0) return null;
  return (
    <section className="card stack" aria-label={title}>
      <div className="stack tight">
        <h2>{title}</h2>
        {below === undefined ? null : <p className="soft">{below}</p>}
      </div>
      <div className="ways">
        {keyed(ways.slice(0, SHOWN)).map(({ key, item: way }, index) => (
          <div key={key} className="way stack tight">
            {ways.length === 1 ? null : (
              <div className="soft small">{t(index === 0 ? 'ways.nearest' : 'ways.other')}</div>
            )}
            {keyed(way.conditions).map(({ key: each, item: condition }) => (
              <ConditionBar key={each} condition={condition} />
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}

function ConditionBar({ condition }: { readonly condition: WrittenCondition }): ReactElement {
  const { t } = useTranslation();
  const said = useSaid();
  const nameOf = useName();
  const { dated } = useFormat();
  const amount = useAmount();
  const { name, needed, present, passed, missing, progress, unit } = condition;
  if (needed === null || progress === null) {
    return (
      <div className="condition">
        <div className="row between tight">
          <span>{dated(nameOf(condition.said))}</span>
          <span className={passed ? 'good' : 'bad'}>{t(passed ? 'ways.met' : 'ways.unmet')}</span>
        </div>
      </div>
    );
  }
  const share = Math.round((passed ? 1 : progress) * 100);
  return (
    <div className="condition">
      <div className="row between tight">
        <span>{nameOf(name)}</span>
        <span className="soft">
          {amount(present, unit)} / {amount(needed, unit)}
        </span>
      </div>
      <div
        className={passed ? 'bar done' : 'bar'}
        role="progressbar"
        aria-label={nameOf(name)}
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div className="fill" style={{ width: `${share}%` }} />
      </div>
      <div className={passed ? 'good small' : 'small'}>{passed ? t('ways.met') : said(missing)}</div>
    </div>
  );
}

function useAmount(): (amount: string | null, unit: WrittenCondition['unit']) => string {
  const { t } = useTranslation();
  const { money, number, percent, day } = useFormat();
  return (amount, unit) => {
    if (amount === null) return '–';
    switch (unit) {
      case 'money':
        return money(Number(amount));
      case 'days':
        return t('ways.days', { days: number(Number(amount)) });
      case 'share':
        return percent(Number(amount));
      case 'day':
        return day(amount);
      case 'text':
        return amount;
      default:
        return number(Number(amount));
    }
  };
}

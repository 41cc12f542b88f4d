import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reach } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';

interface Props {
  readonly name?: string;
  readonly remark?: string;
  readonly round: Reach | null;
  readonly exact: Reach | null;
  /** Of the metric. */
  readonly type: string;
  /** What to say where there is no such threshold. */
  readonly none: string;
  readonly set: (value: number) => void;
}

/** A proposed threshold with who reaches it, to be taken by a click. */
export function SuggestedReach({ name, remark, round, exact, type, none, set }: Props): ReactElement {
  const { t } = useTranslation();
  const { number, percent, money, value } = useFormat();
  const reach = ({ customers, share, cost }: Reach): string =>
    [
      t('suggest.reach', { customers: number(customers), share: percent(share) }),
      ...(cost === null ? [] : [t('suggest.cost', { cost: money(cost) })]),
    ].join(t('draft.comma'));
  return (
    <div>
      {name === undefined ? null : <div className="soft small">{name}</div>}
      {round === null || exact === null ? (
        <div className="small">{none}</div>
      ) : (
        <div className="row between">
          <div className="grow">
            <div>{reach(round)}</div>
            {exact.threshold === round.threshold ? null : (
              <div className="soft small">
                {t('suggest.exact', { value: value(exact.threshold, type) })}
                {t('draft.comma')}
                {reach(exact)}
              </div>
            )}
            {remark === undefined ? null : <div className="soft small">{remark}</div>}
          </div>
          <Button
            size="small"
            aria-label={t('suggest.apply', { value: value(round.threshold, type) })}
            onClick={() => set(round.threshold)}
          >
            {value(round.threshold, type)}
          </Button>
        </div>
      )}
    </div>
  );
}

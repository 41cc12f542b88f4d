import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { KeyboardEvent, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicatePair } from '../api/contract.ts';
import { TierBadge } from '../shown/TierBadge.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useName, useSay } from '../texts/use-say.ts';
import type { PairState } from './duplicates-view.ts';

interface Props {
  readonly pair: DuplicatePair;
  readonly state: PairState;
  /** Null for whoever may not decide. */
  readonly decide: ((decision: PairState) => void) | null;
  readonly merge: () => void;
}

/** Two customers side by side: what speaks for them being one, what against it, and what to do about it. */
export function PairCard({ pair, state, decide, merge }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { moment, author } = useFormat();
  const { one, other, confidence, reasons, against, decision } = pair;
  const title = `${one.name ?? one.externalId} · ${other.name ?? other.externalId}`;
  const keys = (event: KeyboardEvent): void => {
    if (
      decide === null ||
      event.target !== event.currentTarget ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    const key = event.key.toLowerCase();
    if (key === 'm') merge();
    else if (key === 'n' && state !== 'not-same') decide('not-same');
    else if (key === 'l' && state !== 'later') decide('later');
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: pairs are gone through by keys, and read out one by one
    <article className="card stack pair" tabIndex={0} aria-label={title} onKeyDown={keys}>
      <div className="row between top">
        <div className="row tight">
          <strong className={confidence >= 90 ? 'good' : undefined} title={t('duplicates.confidenceText')}>
            {t('duplicates.confidence', { percent: confidence })}
          </strong>
          {reasons.map(({ id, says }) => (
            <span key={id} className="chip good">
              {say(says)}
            </span>
          ))}
          {against.map(({ id, says }) => (
            <span key={id} className="chip bad">
              {say(says)}
            </span>
          ))}
        </div>
        {decide === null ? null : (
          <div className="row tight no-print">
            <Button size="small" type="primary" onClick={merge}>
              {t('duplicates.merge')}
            </Button>
            {state === 'not-same' ? null : (
              <Button size="small" onClick={() => decide('not-same')}>
                {t('duplicates.notSame')}
              </Button>
            )}
            {state === 'open' ? (
              <Button size="small" onClick={() => decide('later')}>
                {t('duplicates.later')}
              </Button>
            ) : (
              <Button size="small" onClick={() => decide('open')}>
                {t('duplicates.reopen')}
              </Button>
            )}
          </div>
        )}
      </div>
      <SideBySide pair={pair} />
      {decision === null ? null : (
        <p className="soft small">
          {t(decision.reason === '' ? 'duplicates.decided' : 'duplicates.decidedWhy', {
            ...{
              author: author(decision.author),
              moment: moment(decision.decidedAt),
              reason: decision.reason,
            },
          })}
        </p>
      )}
    </article>
  );
}

function SideBySide({ pair }: { readonly pair: DuplicatePair }): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const { value } = useFormat();
  return (
    <div className="scroll-x">
      <table className="plain versus">
        <thead>
          <tr>
            <th scope="col" aria-label={t('duplicates.field')} />
            <Head customer={pair.one} kept={pair.kept} />
            <Head customer={pair.other} kept={pair.kept} />
          </tr>
        </thead>
        <tbody>
          {pair.fields.map(({ field, name, type, one, other, same }) => (
            <tr key={field} className={same === false ? 'differs' : undefined}>
              <th scope="row">
                {nameOf(name)}
                {same === false ? <span className="only-read">{t('duplicates.differs')}</span> : null}
              </th>
              <td>{value(one, type)}</td>
              <td>{value(other, type)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps {
  readonly customer: DuplicatePair['one'];
  readonly kept: string;
}

function Head({ customer, kept }: HeadProps): ReactElement {
  const { t } = useTranslation();
  const { number, day } = useFormat();
  const { id, externalId, tier, orders, lastOrder } = customer;
  return (
    <th scope="col">
      <div className="row tight">
        <Link to="/customers/$id" params={{ id }}>
          {externalId}
        </Link>
        <TierBadge tier={tier} />
      </div>
      <div className="soft small">
        {t('duplicates.orders', { orders: number(orders) })}
        {lastOrder === null ? null : ` · ${t('duplicates.lastOrder', { day: day(lastOrder) })}`}
      </div>
      {id === kept ? <div className="good small">{t('duplicates.kept')}</div> : null}
    </th>
  );
}

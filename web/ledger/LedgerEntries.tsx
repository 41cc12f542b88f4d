import { Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerEntry } from '../api/contract.ts';
import { dayIn } from '../shown/days.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSaid } from '../shown/use-said.ts';
import { useName, useSay } from '../texts/use-say.ts';
import { Move } from './Move.tsx';
import { useKindWords } from './use-kind-words.ts';
import { useTimeZone } from './use-today.ts';

/** As many as the server lists. */
const MOST = 500;

/** All that the ledger says of a customer, the latest effective day first. */
export function LedgerEntries({ entries }: { readonly entries: readonly LedgerEntry[] }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <section className="card stack" aria-label={t('ledger.entries')}>
      <h2>{t('ledger.entries')}</h2>
      <ol className="timeline">
        {entries.map((entry) => (
          <Entry key={entry.number} entry={entry} />
        ))}
      </ol>
      {entries.length < MOST ? null : (
        <p className="soft small">{t('ledger.most', { entries: number(MOST) })}</p>
      )}
    </section>
  );
}

function Entry({ entry }: { readonly entry: LedgerEntry }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const kindWords = useKindWords();
  const { day, moment } = useFormat();
  const timeZone = useTimeZone();
  const { effective, recordedAt, decided, from, to, held, stands } = entry;
  const isLater = dayIn(Date.parse(recordedAt), timeZone) > effective;
  const remarks = [
    held.id === to.id
      ? null
      : t(from?.id === to.id ? 'ledger.underneath' : 'ledger.byStandard', { tier: say(held.name) }),
    decided === effective ? null : t('ledger.decided', { day: day(decided) }),
    isLater ? t('ledger.recorded', { moment: moment(recordedAt) }) : null,
  ].filter((remark) => remark !== null);
  return (
    <li className={stands ? undefined : 'gone'}>
      <div className="row">
        <strong>{day(effective)}</strong>
        <Move from={from} to={to} />
        <span>{kindWords(entry)}</span>
        {stands ? null : <Tag>{t('ledger.superseded')}</Tag>}
      </div>
      {remarks.length === 0 ? null : <div className="soft small">{remarks.join(' · ')}</div>}
      <Reason entry={entry} />
    </li>
  );
}

/** The values that decided it. */
function Reason({ entry: { reason } }: { readonly entry: LedgerEntry }): ReactElement | null {
  const nameOf = useName();
  const said = useSaid();
  if (reason.length === 0) return null;
  return (
    <dl className="values small">
      {reason.map(({ metric, name, words }) => (
        <div key={metric}>
          <dt>{nameOf(name)}</dt>
          <dd>{said(words)}</dd>
        </div>
      ))}
    </dl>
  );
}

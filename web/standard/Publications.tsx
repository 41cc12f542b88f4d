import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Publication } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { EndPublication } from './EndPublication.tsx';
import { publicationsQuery } from './scheme-queries.ts';

/** What held when, what is planned, and who decided so; nothing as long as there was one publication alone. */
export function Publications(): ReactElement | null {
  const { t } = useTranslation();
  const { data } = useQuery(publicationsQuery);
  const publications = data?.publications ?? [];
  if (publications.length < 2) return null;
  return (
    <section className="card stack" aria-label={t('versions.history')}>
      <h2>{t('versions.history')}</h2>
      <ul className="timeline">
        {publications.map((one) => (
          <Item key={one.id} publication={one} />
        ))}
      </ul>
    </section>
  );
}

const colors = {
  planned: 'processing',
  'in-force': 'success',
  'under-season': 'warning',
  over: 'default',
  'called-off': 'default',
} as const;

function Item({ publication }: { readonly publication: Publication }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { author: by, moment } = useFormat();
  const days = useDays();
  const may = useMay('schemes:publish');
  const { scheme, author, publishedAt, endedBy, state } = publication;
  const isPast = state === 'over' || state === 'called-off';
  const mayEnd = state === 'planned' || (state === 'in-force' && publication.endsOn !== null);
  const { returnHolders } = publication;
  const who = [
    returnHolders === null || returnHolders === 'anew' || isPast
      ? null
      : `${t('versions.returnTitle')}${t('colon')}${t(`holders.${returnHolders}`)}`,
    t('versions.publication.given', { author: by(author), moment: moment(publishedAt) }),
    endedBy === null
      ? null
      : t(state === 'called-off' ? 'versions.publication.calledOff' : 'versions.publication.ended', {
          name: by(endedBy),
        }),
  ].filter((part) => part !== null);
  return (
    <li className={isPast ? 'gone' : undefined}>
      <div className="row between top">
        <div className="stack tight what">
          <div className="row">
            <span>{t('standard.version', { name: say(scheme.name), version: scheme.version })}</span>
            <span>{days(publication)}</span>
            <Tag color={colors[state]}>{t(`versions.states.${state}`)}</Tag>
          </div>
          <div className="soft small">{who.join(' · ')}</div>
        </div>
        {may && mayEnd ? <EndPublication publication={publication} /> : null}
      </div>
    </li>
  );
}

/** The days of a publication in words. */
function useDays(): (publication: Publication) => string {
  const { t } = useTranslation();
  const { day } = useFormat();
  return ({ startsOn, endsOn, lastDay, state }) => {
    const from = day(startsOn);
    if (state === 'called-off') return t('versions.publication.never', { from });
    const last = lastDay ?? endsOn;
    return last === null
      ? t('versions.publication.from', { from })
      : t('versions.publication.days', { from, to: day(last) });
  };
}

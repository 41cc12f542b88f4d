import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { AuditPage, SchemeListings } from '../api/contract.ts';
import { keyed } from '../shown/keyed.ts';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';
import { useSay } from '../texts/use-say.ts';

/** Who did what and when (S06). */
export function AuditList(): ReactElement {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const subjectOf = useSubject();
  const { pages, error, more } = usePages<AuditPage>(['audit'], '/audit');
  if (error !== null) return <ProblemList error={error} />;
  if (pages === undefined) return <Skeleton active />;
  const entries = pages.flatMap((page) => page.entries);
  return (
    <section className="card stack">
      <div className="scroll-x">
        <table className="plain stacks">
          <thead>
            <tr>
              <th>{t('audit.at')}</th>
              <th>{t('audit.actor')}</th>
              <th>{t('audit.action')}</th>
              <th>{t('audit.subject')}</th>
            </tr>
          </thead>
          <tbody>
            {keyed(entries).map(({ key, item: { at, actor, action, subject } }) => (
              <tr key={key}>
                <td className="soft" style={{ whiteSpace: 'nowrap' }}>
                  {moment(at)}
                </td>
                <td>{actor}</td>
                <td>{t(`actions.${action}` as 'actions.sign-in', { defaultValue: action })}</td>
                <td className="soft">{subjectOf(action, subject)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MoreButton more={more} label={t('audit.more')} />
    </section>
  );
}

/** What an entry is about: standards by their names. */
function useSubject(): (action: string, subject: string | null) => string | null {
  const { t } = useTranslation();
  const say = useSay();
  const { data } = useQuery({
    queryKey: ['schemes'],
    queryFn: ({ signal }) => ask<SchemeListings>('GET', '/schemes', { signal }),
  });
  return (action, subject) => {
    if (action !== 'scheme-published') return subject;
    const known = data?.schemes.find(({ id, version }) => `${id}@${version}` === subject);
    return known === undefined
      ? subject
      : t('standard.version', { name: say(known.name), version: known.version });
  };
}

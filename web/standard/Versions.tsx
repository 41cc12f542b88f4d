import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeListing } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { ChallengeDraft } from './ChallengeDraft.tsx';
import { GoBack } from './GoBack.tsx';
import { publicationsQuery, versionsQuery } from './scheme-queries.ts';
import { VersionDialog } from './VersionDialog.tsx';

/** Every version that was published, newest first; each can be looked at, compared, and put in force again. */
export function Versions(): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  const { author, moment } = useFormat();
  const may = useMay('schemes:publish');
  const [looking, lookAt] = useState<SchemeListing | null>(null);
  const { data } = useQuery(versionsQuery);
  const waiting = useQuery(publicationsQuery).data?.publications.find(
    ({ state }) => state === 'under-season',
  );
  const waits = ({ id, version }: SchemeListing): boolean =>
    waiting?.scheme.id === id && waiting.scheme.version === version;
  const schemes = (data?.schemes ?? []).toSorted((a, b) => b.publishedAt.localeCompare(a.publishedAt));
  if (schemes.length < 2) return null;
  return (
    <section className="card stack">
      <h2>{t('standard.versions')}</h2>
      <table className="plain stacks">
        <tbody>
          {schemes.map((listing) => (
            <tr key={`${listing.id} ${listing.version}`}>
              <td>
                <Button type="link" size="small" style={{ padding: 0 }} onClick={() => lookAt(listing)}>
                  {t('standard.version', { name: say(listing.name), version: listing.version })}
                </Button>
              </td>
              <td className="soft">{moment(listing.publishedAt)}</td>
              <td className="soft">{author(listing.author)}</td>
              <td className="number">
                {listing.current ? <Tag color="success">{t('standard.current')}</Tag> : null}
                {waits(listing) ? <Tag color="warning">{t('versions.states.under-season')}</Tag> : null}
                {may && !listing.current && !waits(listing) ? (
                  <span className="row tight" style={{ justifyContent: 'flex-end' }}>
                    <ChallengeDraft
                      small
                      standard={{ published: { id: listing.id, version: listing.version } }}
                    />
                    <GoBack to={listing} />
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {looking === null ? null : (
        <VersionDialog version={looking} versions={schemes} close={() => lookAt(null)} />
      )}
    </section>
  );
}

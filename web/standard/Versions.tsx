import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Tag } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { SchemeListing, SchemeListings, SchemeView } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { SaidTiers } from './SaidTiers.tsx';

/** Every version that was published, newest first; each can be looked at. */
export function Versions(): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  const { moment } = useFormat();
  const [looking, lookAt] = useState<SchemeListing | null>(null);
  const { data } = useQuery({
    queryKey: ['schemes'],
    queryFn: ({ signal }) => ask<SchemeListings>('GET', '/schemes', { signal }),
  });
  const { data: shown } = useQuery({
    queryKey: ['schemes', looking?.id, looking?.version],
    queryFn: ({ signal }) =>
      ask<SchemeView>('GET', `/schemes/${looking?.id}`, { query: { version: looking?.version }, signal }),
    enabled: looking !== null,
  });
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
              <td className="soft">{listing.author}</td>
              <td className="number">
                {listing.current ? <Tag color="success">{t('standard.current')}</Tag> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Modal
        open={looking !== null}
        title={
          looking === null ? '' : t('standard.version', { name: say(looking.name), version: looking.version })
        }
        footer={null}
        width={720}
        onCancel={() => lookAt(null)}
      >
        {shown === undefined ? null : <SaidTiers said={shown.said} />}
      </Modal>
    </section>
  );
}

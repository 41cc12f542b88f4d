import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Tag } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Keys as KeyList } from '../api/contract.ts';
import { PlusIcon } from '../shell/icons.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { AddKey } from './AddKey.tsx';

/** Keys with which other systems send orders and ask for tiers. */
export function Keys(): ReactElement {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['keys'],
    queryFn: ({ signal }) => ask<KeyList>('GET', '/keys', { signal }),
  });
  const revoke = useMutation({
    mutationFn: (id: string) => ask('DELETE', `/keys/${id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const keys = data?.keys ?? [];
  return (
    <section className="card stack">
      <div className="row between">
        <p className="soft small">{t('keys.text')}</p>
        <Button icon={<PlusIcon />} onClick={() => setAdding(true)}>
          {t('keys.add')}
        </Button>
      </div>
      <ProblemList error={error ?? revoke.error} />
      {keys.length === 0 ? null : (
        <div className="scroll-x">
          <table className="plain stacks">
            <thead>
              <tr>
                <th>{t('keys.name')}</th>
                <th>{t('keys.scopes')}</th>
                <th>{t('keys.lastUsed')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {keys.map(({ id, name, scopes, lastUsedAt, revokedAt }) => (
                <tr key={id} className={revokedAt === null ? '' : 'soft'}>
                  <td>{name}</td>
                  <td className="small">
                    {scopes.map((scope) => t(`scopes.${scope}` as 'scopes.customers:read')).join(t('comma'))}
                  </td>
                  <td className="soft">{lastUsedAt === null ? t('keys.neverUsed') : moment(lastUsedAt)}</td>
                  <td className="number">
                    {revokedAt === null ? (
                      <Popconfirm title={t('keys.revokeText')} onConfirm={() => revoke.mutate(id)}>
                        <Button type="text" danger>
                          {t('keys.revoke')}
                        </Button>
                      </Popconfirm>
                    ) : (
                      <Tag>{t('keys.revoked')}</Tag>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {adding ? <AddKey close={() => setAdding(false)} /> : null}
    </section>
  );
}

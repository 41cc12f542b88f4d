import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Collapse, Popconfirm, Skeleton, Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Consents } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';

/** What a customer agreed to by forms, what they were told then, and whether they still do. */
export function ConsentList({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const may = useMay('customers:write');
  const queries = useQueryClient();
  const { moment, author } = useFormat();
  const { data, error } = useQuery({
    queryKey: ['customer', id, 'consents'],
    queryFn: ({ signal }) => ask<Consents>('GET', `/customers/${id}/consents`, { signal }),
  });
  const withdraw = useMutation({
    mutationFn: (path: string) => ask('POST', `/customers/${id}/consents/${path}/withdrawal`),
    onSuccess: async () => await queries.invalidateQueries({ queryKey: ['customer', id, 'consents'] }),
  });
  if (data === undefined) return error === null ? <Skeleton active /> : <ProblemList error={error} />;
  if (data.consents.length === 0) return <p className="soft">{t('consents.none')}</p>;
  return (
    <div className="stack">
      <ProblemList error={withdraw.error} />
      {data.consents.map(
        ({ submission, purpose, name, form, noticeVersion, notice, givenAt, source, ...consent }) => (
          <section key={`${submission} ${purpose}`} className="customer-card">
            <div className="row between">
              <strong>{say(name)}</strong>
              {consent.withdrawnAt === null ? (
                <div className="row tight">
                  <Tag color="green">{t('consents.inForce')}</Tag>
                  {may ? (
                    <Popconfirm
                      title={t('consents.withdrawText')}
                      onConfirm={() => withdraw.mutate(`${submission}/${purpose}`)}
                    >
                      <Button size="small" className="no-print">
                        {t('consents.withdraw')}
                      </Button>
                    </Popconfirm>
                  ) : null}
                </div>
              ) : (
                <span className="soft small">
                  {t('consents.withdrawn', {
                    author: author(consent.withdrawnBy ?? ''),
                    moment: moment(consent.withdrawnAt),
                  })}
                </span>
              )}
            </div>
            <p className="soft small">
              {t('consents.given', {
                moment: moment(givenAt),
                form: say(form.title),
                how: t(`consents.how.${source}`, { author: author(consent.author) }),
              })}
            </p>
            <Collapse
              ghost
              size="small"
              items={[
                {
                  key: 'notice',
                  label: (
                    <span className="soft small">{t('consents.notice', { version: noticeVersion })}</span>
                  ),
                  children: <p style={{ whiteSpace: 'pre-line' }}>{say(notice)}</p>,
                },
              ]}
            />
          </section>
        ),
      )}
    </div>
  );
}

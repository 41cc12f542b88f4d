import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { History } from '../api/contract.ts';
import { fieldsQuery } from '../api/fields.ts';
import { useFormat } from '../shown/use-format.ts';
import { useName } from '../texts/use-say.ts';

/** Who changed what and when. */
export function FieldHistory({ id }: { readonly id: string }): ReactElement | null {
  const { t } = useTranslation();
  const nameOf = useName();
  const { author: by, moment, value } = useFormat();
  const fields = useQuery(fieldsQuery).data?.fields ?? [];
  const { data } = useQuery({
    queryKey: ['history', id],
    queryFn: ({ signal }) => ask<History>('GET', `/customers/${id}/history`, { signal }),
  });
  const known = (field: string) => fields.find((one) => one.id === field);
  const versions = (data?.versions ?? []).filter(({ changes }) => changes.length > 0);
  if (versions.length === 0) return null;
  return (
    <section className="card stack">
      <h2>{t('customer.history')}</h2>
      <ul className="cards">
        {versions.map(({ recordedAt, author, changes }) => (
          <li key={recordedAt}>
            <div className="soft small">
              {moment(recordedAt)} · {by(author)}
            </div>
            {changes.map(({ field, from, to }) => (
              <div key={field}>
                {nameOf(known(field)?.name ?? field)}
                {t('colon')}
                {from === null ? '' : <span className="soft">{value(from, known(field)?.type)} → </span>}
                {value(to, known(field)?.type)}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

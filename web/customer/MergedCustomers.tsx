import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Merges } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';
import { UndoMerge } from './UndoMerge.tsx';

/** Who became one with this customer; nothing where nobody did. */
export function MergedCustomers({ id }: { readonly id: string }): ReactElement | null {
  const { t } = useTranslation();
  const { author, day } = useFormat();
  const { data } = useQuery({
    queryKey: ['merges', id],
    queryFn: ({ signal }) => ask<Merges>('GET', `/customers/${id}/merges`, { signal }),
  });
  if (data === undefined || data.merges.length === 0) return null;
  return (
    <ul className="fallen soft small">
      {data.merges.map((merge) => (
        <li key={merge.id}>
          {t('merge.was', {
            ...{
              id: merge.externalId,
              day: day(merge.day),
              author: author(merge.author),
              reason: merge.reason,
            },
          })}{' '}
          <UndoMerge merge={merge} />
        </li>
      ))}
    </ul>
  );
}

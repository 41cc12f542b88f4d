import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Merges } from '../api/contract.ts';
import { UndoMerge } from '../customer/UndoMerge.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';

/** Who was merged into whom, the latest first; nothing where nobody was. */
export function MergeList(): ReactElement {
  const { t } = useTranslation();
  const { day, author } = useFormat();
  const { data, error } = useQuery({
    queryKey: ['merges'],
    queryFn: ({ signal }) => ask<Merges>('GET', '/merges', { signal }),
  });
  const merges = data?.merges ?? [];
  if (merges.length === 0) return <ProblemList error={error} />;
  return (
    <details className="card">
      <summary>{t('merge.all', { count: merges.length })}</summary>
      <table className="plain stacks">
        <tbody>
          {merges.map((merge) => (
            <tr key={merge.id}>
              <td>{day(merge.day)}</td>
              <td className="what">
                {merge.name === null ? merge.externalId : `${merge.name} (${merge.externalId})`} →{' '}
                <Link to="/customers/$id" params={{ id: merge.kept.id }}>
                  {merge.kept.name ?? merge.kept.externalId}
                </Link>
              </td>
              <td className="what soft">
                {t('merge.by', { author: author(merge.author), reason: merge.reason })}
              </td>
              <td>
                <UndoMerge merge={merge} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

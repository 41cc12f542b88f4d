import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Source, SourcePreview } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';

interface Props {
  readonly settings: Source['settings'];
  readonly sample: string;
}

const PAUSE_MS = 300;

/** What would come of a sample, by the settings as they stand. */
export function MappingPreview({ settings, sample }: Props): ReactElement | null {
  const { t } = useTranslation();
  const wanted = JSON.stringify({ kind: 'generic', settings, body: sample });
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const isEmpty = sample.trim() === '' || settings.mapping === undefined;
  const { data, error } = useQuery({
    queryKey: ['source preview', asked],
    queryFn: ({ signal }) =>
      ask<SourcePreview>('POST', '/sources/previews', { body: JSON.parse(asked) as unknown, signal }),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
  });
  if (isEmpty || (data === undefined && error === null)) return null;
  const { orders = [], customers = [] } = data ?? {};
  // A field of the mapping by the name that it has on the page.
  const problems = (data?.problems ?? []).map((problem) => {
    const field = /^settings\.mapping\.fields\.(\w+)$/.exec(problem.path)?.[1];
    return field === undefined
      ? problem
      : { ...problem, path: t(`sources.fields.${field}` as 'sources.fields.name') };
  });
  const found = [
    ...(orders.length > 0 ? [t('sources.resultOrders', { n: orders.length })] : []),
    ...(customers.length > 0 ? [t('sources.resultCustomers', { n: customers.length })] : []),
  ];
  const isNothing = found.length === 0 && problems.length === 0 && error === null;
  return (
    <div className="stack tight" style={{ marginBottom: 20 }} aria-live="polite">
      <strong>
        {t('sources.result')}{' '}
        {found.length > 0 ? <span className="soft">{found.join(t('comma'))}</span> : null}
      </strong>
      <ProblemList error={error} problems={problems} />
      {isNothing ? <p className="soft">{t('sources.resultNothing')}</p> : null}
      {[...orders, ...customers].slice(0, 3).map((each) => (
        <pre
          key={JSON.stringify(each)}
          className="small"
          style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {JSON.stringify(each, null, 2)}
        </pre>
      ))}
    </div>
  );
}

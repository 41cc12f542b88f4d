import { Button } from 'antd';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { useCustomers } from './use-customers.ts';

/** As many pages come by themselves as one scrolls; more on request, so that the page stays quick. */
const BY_ITSELF = 6;

export function MoreCustomers(props: {
  readonly customers: ReturnType<typeof useCustomers>;
}): ReactElement | null {
  const { t } = useTranslation();
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = props.customers;
  const end = useRef<HTMLDivElement>(null);
  const byItself = hasNextPage && !isFetchingNextPage && (data?.pages.length ?? 0) < BY_ITSELF;
  useEffect(() => {
    if (!byItself || end.current === null) return undefined;
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage();
      },
      { rootMargin: '400px' },
    );
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [byItself, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end} className="row" style={{ justifyContent: 'center' }}>
      <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t('customers.more')}
      </Button>
    </div>
  );
}

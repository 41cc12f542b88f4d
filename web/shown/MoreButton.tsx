import { Button } from 'antd';
import type { ReactElement } from 'react';
import type { MorePages } from './use-pages.ts';

interface Props {
  readonly more: MorePages;
  readonly label: string;
}

/** Asks for a list's next page; nothing on the last. */
export function MoreButton({ more, label }: Props): ReactElement | null {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = more;
  if (!hasNextPage) return null;
  return (
    <div className="row" style={{ justifyContent: 'center' }}>
      <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {label}
      </Button>
    </div>
  );
}

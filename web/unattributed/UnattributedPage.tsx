import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Skeleton } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnattributedPage as Found } from '../api/contract.ts';
import { CustomerTabs } from '../customers/CustomerTabs.tsx';
import { useSession } from '../session/use-session.ts';
import { Page } from '../shell/Page.tsx';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';
import { GiveOrders } from './GiveOrders.tsx';
import { UnattributedOrders } from './UnattributedOrders.tsx';

/** Orders of which nobody knows whose they are, and the place to say it. */
export function UnattributedPage(): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const mayGive = useSession()?.permissions['orders:write'] === 'all';
  const { search } = useSearch({ from: '/customers/unattributed' });
  const navigate = useNavigate({ from: '/customers/unattributed' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [giving, setGiving] = useState(false);
  const { pages, error, more } = usePages<Found>(
    ['unattributed', search],
    '/orders/unattributed',
    { search, limit: 50 },
    { keepsLast: true },
  );
  const orders = pages?.flatMap((page) => page.orders) ?? [];
  const find = (text: string): void => {
    setChosen(new Set());
    void navigate({ search: text.trim() === '' ? {} : { search: text.trim() }, replace: true });
  };
  return (
    <Page title={t('unattributed.title')} below={t('unattributed.text')}>
      <CustomerTabs />
      <ProblemList error={error} />
      <div className="row">
        <Input.Search
          allowClear
          defaultValue={search}
          placeholder={t('unattributed.search')}
          aria-label={t('unattributed.search')}
          onSearch={find}
          style={{ maxWidth: 320 }}
        />
        <span className="soft small" aria-live="polite">
          {t('unattributed.count', { orders: number(pages?.[0]?.count ?? 0) })}
        </span>
        {chosen.size === 0 ? null : (
          <Button type="primary" onClick={() => setGiving(true)}>
            {t('unattributed.give')} · {t('unattributed.chosen', { orders: number(chosen.size) })}
          </Button>
        )}
      </div>
      {pages === undefined && error === null ? <Skeleton active /> : null}
      {pages !== undefined && orders.length === 0 ? (
        <p className="empty soft">
          {t(search === undefined ? 'unattributed.none' : 'unattributed.noneFound')}
        </p>
      ) : null}
      {orders.length === 0 ? null : (
        <UnattributedOrders orders={orders} chosen={chosen} choose={mayGive ? setChosen : null} />
      )}
      <MoreButton more={more} label={t('orders.more')} />
      {giving ? (
        <GiveOrders
          orders={[...chosen]}
          close={() => setGiving(false)}
          done={() => {
            setChosen(new Set());
            setGiving(false);
          }}
        />
      ) : null}
    </Page>
  );
}

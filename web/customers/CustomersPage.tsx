import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Badge, Button, Grid } from 'antd';
import { lazy, type ReactElement, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldsQuery } from '../api/fields.ts';
import { useBusiness } from '../session/use-business.ts';
import { FilterIcon } from '../shell/icons.tsx';
import { Page } from '../shell/Page.tsx';
import { ExportTables } from '../shown/ExportTables.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { NothingYet } from '../tiers/NothingYet.tsx';
import { ColumnChoice } from './ColumnChoice.tsx';
import { CustomerCards } from './CustomerCards.tsx';
import { CustomerTable } from './CustomerTable.tsx';
import { CustomerTabs } from './CustomerTabs.tsx';
import { columnsOf } from './columns.ts';
import { FilterChips } from './FilterChips.tsx';
import { SearchBox } from './SearchBox.tsx';
import { useCustomerCount, useCustomers } from './use-customers.ts';
import { exportedOf, type View } from './view.ts';

const FilterDrawer = lazy(() =>
  import('./FilterDrawer.tsx').then((module) => ({ default: module.FilterDrawer })),
);

const exportedTables = ['customers', 'orders', 'refunds', 'events', 'points', 'ledger'] as const;

export function CustomersPage(): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const view: View = useSearch({ from: '/customers' });
  const navigate = useNavigate({ from: '/customers' });
  const isWide = Grid.useBreakpoint().md ?? true;
  const business = useBusiness();
  const { data: fields } = useQuery(fieldsQuery);
  const customers = useCustomers(view);
  const count = useCustomerCount(view);
  const [filtering, setFiltering] = useState(false);
  const columns = columnsOf(fields?.fields ?? []);
  const show = (next: View): void => void navigate({ search: next, replace: true });

  if (business?.customers === 0) {
    return (
      <Page title={t('customers.title')}>
        <CustomerTabs />
        <NothingYet />
      </Page>
    );
  }
  const Shown = isWide ? CustomerTable : CustomerCards;
  return (
    <Page
      title={t('customers.title')}
      below={
        <span aria-live="polite">
          {count === undefined ? '' : t('customers.count', { customers: number(count) })}
        </span>
      }
      actions={<ExportTables tables={exportedTables} customers={exportedOf(view)} />}
    >
      <CustomerTabs />
      <div className="stack">
        <div className="row">
          <SearchBox search={view.search} find={(search) => show({ ...view, search })} />
          <Badge dot={view.filter !== undefined}>
            <Button icon={<FilterIcon />} onClick={() => setFiltering(true)}>
              {t('filter.title')}
            </Button>
          </Badge>
          {isWide ? <ColumnChoice columns={columns} view={view} show={show} /> : null}
        </div>
        <FilterChips view={view} show={show} />
        <ProblemList error={customers.error} />
        <Shown columns={columns} view={view} show={show} customers={customers} />
      </div>
      {fields === undefined || !filtering ? null : (
        <Suspense fallback={null}>
          <FilterDrawer
            fields={fields}
            filter={view.filter}
            apply={(filter) => show({ ...view, filter })}
            close={() => setFiltering(false)}
          />
        </Suspense>
      )}
    </Page>
  );
}

import { Link } from '@tanstack/react-router';
import { Table } from 'antd';
import type { ReactElement } from 'react';
import type { CustomerRow } from '../api/contract.ts';
import { TierBadge } from '../shown/TierBadge.tsx';
import { type Format, useFormat } from '../shown/use-format.ts';
import { useName } from '../texts/use-say.ts';
import { type Column, usualColumns } from './columns.ts';
import { MoreCustomers } from './MoreCustomers.tsx';
import { NoCustomers } from './NoCustomers.tsx';
import { isNumeric } from './numeric.ts';
import type { useCustomers } from './use-customers.ts';
import type { View } from './view.ts';

export interface CustomersProps {
  readonly columns: readonly Column[];
  readonly view: View;
  readonly show: (view: View) => void;
  readonly customers: ReturnType<typeof useCustomers>;
}

export function CustomerTable({ columns, view, show, customers }: CustomersProps): ReactElement {
  const nameOf = useName();
  const format = useFormat();
  const shown = columns.filter(({ id }) => (view.columns ?? usualColumns).includes(id));
  const rows = customers.data?.pages.flatMap((page) => page.customers) ?? [];
  return (
    <div className="stack">
      <Table<CustomerRow>
        rowKey="id"
        size="medium"
        dataSource={rows}
        loading={customers.isPending || customers.isPlaceholderData}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: customers.isPending ? ' ' : <NoCustomers view={view} show={show} /> }}
        showSorterTooltip={false}
        onChange={(_pages, _filters, sorter) => {
          const { columnKey, order } = Array.isArray(sorter) ? {} : sorter;
          const sort = order ? `${order === 'descend' ? '-' : ''}${String(columnKey)}` : undefined;
          show({ ...view, sort });
        }}
        columns={shown.map((column) => ({
          key: column.id,
          title: nameOf(column.name),
          align: isNumeric(column.type) ? ('right' as const) : ('left' as const),
          sorter: column.sortable,
          sortOrder: orderOf(view.sort, column.id),
          sortDirections: isNumeric(column.type) ? (['descend', 'ascend'] as const).slice() : undefined,
          onCell: () => ({ style: { whiteSpace: 'nowrap' as const } }),
          render: (_: unknown, row: CustomerRow) => <Cell column={column} row={row} format={format} />,
        }))}
      />
      <MoreCustomers customers={customers} />
    </div>
  );
}

function Cell({ column, row, format }: { column: Column; row: CustomerRow; format: Format }): ReactElement {
  if (column.id === 'name') return <CustomerLink row={row} />;
  if (column.id === 'tier') return <TierBadge tier={row.tier} />;
  return <>{format.value(column.value(row), column.shownAs)}</>;
}

function CustomerLink({ row }: { readonly row: CustomerRow }): ReactElement {
  return (
    <Link to="/customers/$id" params={{ id: row.id }}>
      {row.name ?? row.externalId}
    </Link>
  );
}

function orderOf(sort: string | undefined, id: string): 'ascend' | 'descend' | null {
  if (sort === id) return 'ascend';
  return sort === `-${id}` ? 'descend' : null;
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Pagination, Segmented, Select, Tag } from 'antd';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { MoverPage, SchemeView, SimulationView } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { TierName } from '../shown/TierBadge.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { MoversFile } from './MoversFile.tsx';
import { type Draft, useSettled } from './use-draft.ts';
import { type MoverRequest, type Trial, trialBody } from './use-simulation.ts';

export interface MatrixCell {
  readonly from: string;
  readonly to: string;
}

interface Props {
  readonly draft: Draft;
  readonly trial: Trial;
  readonly simulation: SimulationView;
  readonly scheme: SchemeView;
  /** Those of one cell of the matrix; null: everybody who moves. */
  readonly cell: MatrixCell | null;
  readonly clear: () => void;
}

const groupings = ['owner', 'store', 'source'] as const;
type Grouping = (typeof groupings)[number];
const sorts = ['spend', 'name', ...groupings] as const;
type Sort = (typeof sorts)[number];

const ROWS = 10;

/** Who moves, by name; filtered and counted by whose they are, to sort and to download. */
export function MoversList({ draft, trial, simulation, scheme, cell, clear }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number } = useFormat();
  const [by, setBy] = useState<Grouping>('owner');
  const [group, setGroup] = useState<string | null>(null);
  const [page, setPage] = useState(1);
  const [sort, sortBy] = useState<Sort>('spend');
  const chosen = useSettledChoice({ draft, trial, cell, by, group, sort });
  const [last, setLast] = useState(chosen);
  if (last !== chosen) {
    setLast(chosen);
    setPage(1);
  }
  const asked: MoverRequest = {
    ...chosen.draft,
    ...trialBody(chosen.trial),
    ...(chosen.cell ?? {}),
    ...(chosen.group === null ? {} : { [chosen.by]: chosen.group }),
    sort: chosen.sort,
  };
  const movers = useQuery({
    queryKey: ['movers', chosen, page],
    queryFn: ({ signal }) =>
      ask<MoverPage>('POST', '/simulations/movers/list', {
        body: { ...asked, by: chosen.by, limit: ROWS, offset: (page - 1) * ROWS },
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  });
  const choose = (next: Grouping): void => {
    setBy(next);
    setGroup(null);
  };
  const nameIn =
    (tiers: readonly { readonly id: string; readonly name: SimulationView['tiers'][0]['name'] }[]) =>
    (id: string): ReactElement => {
      const position = tiers.findIndex((tier) => tier.id === id);
      return <TierName name={say(tiers[position]?.name ?? id)} position={position} tiers={tiers.length} />;
    };
  const [now, then] = [nameIn(scheme.said.tiers), nameIn(simulation.tiers)];
  const { total = 0, groups = [] } = movers.data ?? {};
  return (
    <div className="stack" aria-busy={movers.isFetching}>
      <div className="row between">
        <span className="row tight">
          <strong>{t('draft.moversOf', { customers: number(total) })}</strong>
          {cell === null ? null : (
            <Tag closable onClose={clear}>
              {now(cell.from)} → {then(cell.to)}
            </Tag>
          )}
        </span>
        <MoversFile body={asked} />
      </div>
      <div className="row between">
        <span className="row tight soft">
          {t('trial.sort')}
          <Select
            size="small"
            style={{ minWidth: 110 }}
            aria-label={t('trial.sort')}
            value={sort}
            onChange={sortBy}
            options={sorts.map((value) => ({
              value,
              label: value === 'spend' ? t('customer.spend') : t(`fields.${value}`),
            }))}
          />
        </span>
        <Segmented
          size="small"
          aria-label={t('draft.moversBy')}
          value={by}
          onChange={choose}
          options={groupings.map((value) => ({ value, label: t(`fields.${value}`) }))}
        />
      </div>
      <ProblemList error={movers.error} />
      <div className="row tight">
        {groups.map(({ value, customers }) => (
          <Button
            key={value ?? ''}
            size="small"
            type={group === (value ?? '') ? 'primary' : 'default'}
            aria-pressed={group === (value ?? '')}
            onClick={() => setGroup(group === (value ?? '') ? null : (value ?? ''))}
          >
            {value ?? t('draft.moversNobody')} · {number(customers)}
          </Button>
        ))}
      </div>
      <MoverRows movers={movers.data?.movers ?? []} now={now} then={then} />
      {total <= ROWS ? null : (
        <Pagination
          size="small"
          current={page}
          pageSize={ROWS}
          total={total}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </div>
  );
}

/** What is chosen, once nothing of it has changed for a moment. */
function useSettledChoice<T extends object>(choice: T): T {
  const key = JSON.stringify(choice);
  return useSettled(useMemo(() => JSON.parse(key) as T, [key]));
}

interface RowsProps {
  readonly movers: MoverPage['movers'];
  readonly now: (id: string) => ReactElement;
  readonly then: (id: string) => ReactElement;
}

function MoverRows({ movers, now, then }: RowsProps): ReactElement {
  const { t } = useTranslation();
  const { money } = useFormat();
  return (
    <table className="plain stacks">
      <thead>
        <tr>
          <th>{t('changes.customer')}</th>
          <th>{t('changes.move')}</th>
          <th>{groupings.map((group) => t(`fields.${group}`)).join(' · ')}</th>
          <th className="number">{t('customer.spend')}</th>
        </tr>
      </thead>
      <tbody>
        {movers.map(({ customerId, externalId, name, from, to, owner, store, source, spend }) => (
          <tr key={customerId}>
            <td style={{ whiteSpace: 'nowrap' }}>
              <Link to="/customers/$id" params={{ id: customerId }}>
                {name ?? externalId}
              </Link>
            </td>
            <td>
              <span className="row tight">
                {now(from)} → {then(to)}
              </span>
            </td>
            <td className="soft small">{[owner, store, source].map((value) => value ?? '–').join(' · ')}</td>
            <td className="number">{money(spend)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

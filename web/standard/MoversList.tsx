import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Pagination, Segmented, Tag } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { MoverPage, SchemeView, SimulationView } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { TierName } from '../shown/TierBadge.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { type Draft, useSettled } from './use-draft.ts';

export interface MatrixCell {
  readonly from: string;
  readonly to: string;
}

interface Props {
  readonly draft: Draft;
  readonly simulation: SimulationView;
  readonly scheme: SchemeView;
  /** Those of one cell of the matrix; null: everybody who moves. */
  readonly cell: MatrixCell | null;
  readonly clear: () => void;
}

const groupings = ['owner', 'store', 'source'] as const;
type Grouping = (typeof groupings)[number];
const ROWS = 10;

/** Who moves, by name, those who spent most first; counted by whose they are. */
export function MoversList({ draft, simulation, scheme, cell, clear }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { number } = useFormat();
  const [by, setBy] = useState<Grouping>('owner');
  const [group, setGroup] = useState<string | null>(null);
  const [page, setPage] = useState(1);
  const [wanted, want] = useState<Draft | null>(null);
  const chosen = useSettled({ draft, cell, by, group });
  const [last, setLast] = useState(chosen);
  if (last !== chosen) {
    setLast(chosen);
    setPage(1);
  }
  const movers = useQuery({
    queryKey: ['movers', chosen, page],
    queryFn: ({ signal }) =>
      ask<MoverPage>('POST', '/simulations/movers/list', {
        body: {
          ...chosen.draft,
          ...(chosen.cell ?? {}),
          ...(chosen.group === null ? {} : { [chosen.by]: chosen.group }),
          by: chosen.by,
          limit: ROWS,
          offset: (page - 1) * ROWS,
        },
        signal,
      }),
    // Where everybody has to be graded once more for it, somebody has to ask.
    enabled: simulation.fast || wanted === chosen.draft,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  });
  if (!simulation.fast && wanted !== draft) {
    return (
      <Button style={{ alignSelf: 'flex-start' }} onClick={() => want(draft)}>
        {t('draft.moversShow')}
      </Button>
    );
  }
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
          <th>{t('fields.owner')}</th>
          <th className="number">{t('customer.spend')}</th>
        </tr>
      </thead>
      <tbody>
        {movers.map(({ customerId, externalId, name, from, to, owner, spend }) => (
          <tr key={customerId}>
            <td>
              <Link to="/customers/$id" params={{ id: customerId }}>
                {name ?? externalId}
              </Link>
            </td>
            <td>
              <span className="row tight">
                {now(from)} → {then(to)}
              </span>
            </td>
            <td className="soft">{owner}</td>
            <td className="number">{money(spend)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Override } from '../api/contract.ts';
import { useMay, useSession } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { TierBadge } from '../shown/TierBadge.tsx';
import { useFormat } from '../shown/use-format.ts';

interface Props {
  readonly id: string;
  readonly overrides: readonly Override[];
}

/** What was set by hand, the latest first; nothing where nothing was. */
export function OverrideList({ id, overrides }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (overrides.length === 0) return null;
  // Of several of a kind that are in force the latest counts.
  const counts = (one: Override): boolean =>
    overrides.find(({ kind, state }) => kind === one.kind && state === 'in-force') === one;
  return (
    <section className="card stack" aria-label={t('overrides.title')}>
      <h2>{t('overrides.title')}</h2>
      <ul className="timeline">
        {overrides.map((one) => {
          const isReplaced = one.state === 'in-force' && !counts(one);
          return <OverrideItem key={one.id} id={id} override={one} isReplaced={isReplaced} />;
        })}
      </ul>
    </section>
  );
}

interface ItemProps {
  readonly id: string;
  readonly override: Override;
  /** By a later one of its kind. */
  readonly isReplaced: boolean;
}

const colors = { waiting: 'warning', coming: 'default', 'in-force': 'success', over: 'default' } as const;

function OverrideItem({ id, override, isReplaced }: ItemProps): ReactElement {
  const { t } = useTranslation();
  const { day, moment } = useFormat();
  const { kind, tier, from, until, state, reason, author, approver, endedBy } = override;
  const days =
    until === null
      ? t('overrides.fromDay', { from: day(from) })
      : until < from
        ? t('overrides.never')
        : t('overrides.days', { from: day(from), until: day(until) });
  const who = [
    t('overrides.given', { author, moment: moment(override.givenAt) }),
    approver === null || approver === author ? null : t('overrides.approvedBy', { name: approver }),
    endedBy === null ? null : t('overrides.endedBy', { name: endedBy }),
  ].filter((part) => part !== null);
  return (
    <li className={state === 'over' || isReplaced ? 'gone' : undefined}>
      <div className="row between top">
        <div className="stack tight what">
          <div className="row">
            <span className="row tight">
              {t(`overrides.kinds.${kind}`)} <TierBadge tier={tier.id} name={tier.name} />
            </span>
            <span>{days}</span>
            <Tag color={isReplaced ? 'default' : colors[state]}>
              {isReplaced ? t('overrides.replaced') : t(`overrides.states.${state}`)}
            </Tag>
          </div>
          <div>{reason === 'scheme change' ? t('ledger.kinds.scheme change') : reason}</div>
          <div className="soft small">{who.join(' · ')}</div>
        </div>
        {state === 'over' ? null : <Actions id={id} override={override} />}
      </div>
    </li>
  );
}

function Actions({ id, override }: Pick<ItemProps, 'id' | 'override'>): ReactElement | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const me = useSession()?.user?.name;
  const others = useMay('tiers:approve');
  const mayEnd = useMay('tiers:override') && (others || override.author === me);
  const mayApprove = useMay('tiers:approve') && override.state === 'waiting' && override.author !== me;
  const path = `/customers/${id}/overrides/${override.id}`;
  const change = useMutation({
    mutationFn: (what: 'approved' | 'ended') =>
      what === 'approved' ? ask('POST', `${path}/approval`) : ask('DELETE', path),
    onSuccess: async (_, what) => {
      message.success(t(`overrides.${what}`));
      await queries.invalidateQueries();
    },
  });
  const ending = override.state === 'waiting' ? 'withdraw' : 'end';
  return (
    <div className="row tight no-print">
      {mayApprove ? (
        <Popconfirm title={t('overrides.approveText')} onConfirm={() => change.mutate('approved')}>
          <Button size="small" type="primary" loading={change.isPending}>
            {t('overrides.approve')}
          </Button>
        </Popconfirm>
      ) : null}
      {mayEnd ? (
        <Popconfirm title={t(`overrides.${ending}Text`)} onConfirm={() => change.mutate('ended')}>
          <Button size="small" loading={change.isPending}>
            {t(`overrides.${ending}`)}
          </Button>
        </Popconfirm>
      ) : null}
      <ProblemList error={change.error} />
    </div>
  );
}

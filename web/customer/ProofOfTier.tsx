import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Skeleton } from 'antd';
import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { TierName } from '../shown/TierBadge.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSaid } from '../shown/use-said.ts';
import { useSay } from '../texts/use-say.ts';
import { ProvenEventLists } from './ProvenEventLists.tsx';
import { ProvenMetrics } from './ProvenMetrics.tsx';
import { ProvenOrderLists } from './ProvenOrderLists.tsx';
import { ProvenTiers } from './ProvenTiers.tsx';
import { ProvenWays } from './ProvenWays.tsx';
import type { WrittenProof } from './written-proof.ts';

/** Why the customer has the tier, on the last day graded or any earlier one (R018, R019). */
export function ProofOfTier({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation();
  const { asOf } = useSearch({ from: '/customers/$id' });
  const navigate = useNavigate({ from: '/customers/$id' });
  const dayId = useId();
  const { data: proof, error } = useQuery({
    queryKey: ['proof', id, asOf],
    queryFn: ({ signal }) => ask<WrittenProof>('GET', `/customers/${id}/proof`, { query: { asOf }, signal }),
    placeholderData: keepPreviousData,
  });
  const look = (day: string | undefined): void =>
    void navigate({ search: day ? { asOf: day } : {}, replace: true });
  return (
    <div className="stack">
      <div className="row no-print">
        <label htmlFor={dayId} className="soft">
          {t('proof.asOf')}
        </label>
        <Input
          id={dayId}
          type="date"
          value={asOf ?? proof?.day ?? ''}
          onChange={({ target }) => look(target.value)}
          style={{ width: 170 }}
        />
        {asOf === undefined ? null : (
          <Button type="link" onClick={() => look(undefined)}>
            {t('proof.latest')}
          </Button>
        )}
      </div>
      <ProblemList error={error} />
      {proof === undefined && error === null ? <Skeleton active /> : null}
      {proof === undefined ? null : <Proven id={id} proof={proof} />}
    </div>
  );
}

function Proven({ id, proof }: { readonly id: string; readonly proof: WrittenProof }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const said = useSaid();
  const { day: dayWords } = useFormat();
  const { tier, next, missing, day, scheme, tiers, metrics } = proof;
  const count = tiers.length + 1;
  return (
    <div className="stack">
      <section className="card stack" aria-live="polite">
        <div className="row">
          <TierName name={say(tier.name)} position={tier.position} tiers={count} large />
          <span className="soft">{t('proof.by', { scheme: say(scheme.name), day: dayWords(day) })}</span>
        </div>
        <p style={{ fontSize: 17 }}>
          {next === null || missing === null
            ? t('proof.highest')
            : t('proof.missing', { tier: say(next.name), missing: said(missing) })}
        </p>
      </section>
      <ProvenWays proof={proof} />
      <ProvenTiers tiers={tiers} held={tier.position} />
      <ProvenMetrics metrics={metrics} />
      <ProvenOrderLists id={id} proof={proof} />
      <ProvenEventLists metrics={metrics} />
    </div>
  );
}

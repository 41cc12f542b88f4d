import type { ReactElement } from 'react';
import type { LedgerEntry } from '../api/contract.ts';
import { TierBadge } from '../shown/TierBadge.tsx';

/** From which tier to which; of a first or an unchanged one only what it is. */
export function Move({ from, to }: Pick<LedgerEntry, 'from' | 'to'>): ReactElement {
  return (
    <span className="row tight">
      {from === null || from.id === to.id ? null : (
        <>
          <TierBadge tier={from.id} name={from.name} />
          <span className="soft">→</span>
        </>
      )}
      <TierBadge tier={to.id} name={to.name} />
    </span>
  );
}

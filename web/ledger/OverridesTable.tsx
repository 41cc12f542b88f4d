import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Override } from '../api/contract.ts';
import { TierBadge } from '../shown/TierBadge.tsx';
import { OverrideActions } from './OverrideActions.tsx';
import { OverrideState } from './OverrideState.tsx';
import { useOverrideWords } from './use-override-words.ts';

/** What was set by hand, of whom, for which days, why and by whom. */
export function OverridesTable({ overrides }: { readonly overrides: readonly Override[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <table className="plain stacks">
      <thead>
        <tr>
          <th>{t('changes.customer')}</th>
          <th>{t('overrides.list.what')}</th>
          <th>{t('overrides.list.term')}</th>
          <th>{t('overrides.list.why')}</th>
          <th>{t('overrides.list.who')}</th>
          <th aria-hidden />
        </tr>
      </thead>
      <tbody>
        {overrides.map((override) => (
          <OverrideRow key={`${override.kind} ${override.customer} ${override.id}`} override={override} />
        ))}
      </tbody>
    </table>
  );
}

function OverrideRow({ override }: { readonly override: Override }): ReactElement {
  const { kindOf, term, who, reasonOf } = useOverrideWords();
  const { customer, name, externalId, owner, tier } = override;
  return (
    <tr>
      <td>
        <Link to="/customers/$id" params={{ id: customer }}>
          {name ?? externalId}
        </Link>
        {owner === null ? null : <div className="soft small">{owner}</div>}
      </td>
      <td>
        <span className="row tight">
          {kindOf(override)} {tier === null ? null : <TierBadge tier={tier.id} name={tier.name} />}
        </span>
      </td>
      <td>
        {term(override)} <OverrideState override={override} />
      </td>
      <td className="what">{reasonOf(override)}</td>
      <td className="soft small what">
        {who(override).map((line) => (
          <div key={line}>{line}</div>
        ))}
      </td>
      <td>
        <OverrideActions override={override} />
      </td>
    </tr>
  );
}

import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon, CrossIcon } from '../shell/icons.tsx';
import { keyed } from '../shown/keyed.ts';
import { TierName } from '../shown/TierBadge.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSaid } from '../shown/use-said.ts';
import { useName, useSay } from '../texts/use-say.ts';
import type { WrittenRule, WrittenTier } from './written-proof.ts';

interface Props {
  readonly tiers: readonly WrittenTier[];
  /** The position of the customer's own tier. */
  readonly held: number;
}

/** Every tier's rule with what came of each condition; the highest first. */
export function ProvenTiers({ tiers, held }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <section className="card stack">
      <h2>{t('proof.conditions')}</h2>
      <dl className="said">
        {tiers.toReversed().map(({ id, name, position, when, keep }) => (
          <div key={id} style={{ display: 'contents' }}>
            <dt style={{ opacity: position > held ? 0.75 : 1 }}>
              <TierName name={say(name)} position={position} tiers={tiers.length + 1} />
            </dt>
            <dd className="stack tight">
              <RuleTree rule={when} />
              {keep === null ? null : (
                <div className="small">
                  <span className="soft">{t('proof.keep')}</span>
                  <RuleTree rule={keep} />
                </div>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function RuleTree({ rule }: { readonly rule: WrittenRule }): ReactElement {
  const { t } = useTranslation();
  const said = useSaid();
  const { dated } = useFormat();
  const nameOf = useName();
  if (rule.kind === 'test') {
    return (
      <Marked passed={rule.passed}>
        <span>{dated(nameOf(rule.said))}</span>{' '}
        <span className="soft">{t('proof.now', { value: said(rule.valueWords) })}</span>
        {rule.missing === null ? null : (
          <span className="soft">
            {t('semicolon')}
            {said(rule.missing)}
          </span>
        )}
      </Marked>
    );
  }
  const parts: readonly WrittenRule[] = rule.kind === 'not' ? [rule.of] : rule.of;
  const [only] = parts;
  if (rule.kind !== 'not' && parts.length === 1 && only !== undefined) return <RuleTree rule={only} />;
  return (
    <div className="stack tight">
      <Marked passed={rule.passed}>{t(`proof.${rule.kind}`)}</Marked>
      <div className="stack tight" style={{ paddingLeft: 26 }}>
        {keyed(parts).map(({ key, item: part }) => (
          <RuleTree key={key} rule={part} />
        ))}
      </div>
    </div>
  );
}

function Marked(props: { readonly passed: boolean; readonly children: React.ReactNode }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="marked">
      <span className={props.passed ? 'good' : 'bad'}>
        {props.passed ? <CheckIcon /> : <CrossIcon />}
        <span className="only-read">{t(props.passed ? 'proof.passed' : 'proof.notPassed')}</span>
      </span>
      <span>{props.children}</span>
    </div>
  );
}

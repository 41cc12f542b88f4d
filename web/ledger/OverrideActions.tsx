import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Override } from '../api/contract.ts';
import { useMay, useSession } from '../session/use-session.ts';
import { type Answer, AnswerOverride } from './AnswerOverride.tsx';

/** What may be done about an override: a freeze is changed on the customer's page. */
export function OverrideActions({ override }: { readonly override: Override }): ReactElement | null {
  const { t } = useTranslation();
  const me = useSession()?.user?.name ?? '';
  const mayApprove = useMay('tiers:approve');
  const maySet = useMay('tiers:override');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { author, state, kind } = override;
  const isOpen = state === 'waiting' || state === 'coming' || state === 'in-force';
  if (!isOpen || kind === 'freeze') return null;
  const isOwn = author === me || author.startsWith(`${me} (`);
  const waits = state === 'waiting';
  const answers: readonly Answer[] = [
    ...(waits && mayApprove && !isOwn ? (['approve', 'reject'] as const) : []),
    ...(waits && maySet && isOwn ? (['withdraw'] as const) : []),
    ...(!waits && maySet && (mayApprove || isOwn) ? (['end'] as const) : []),
  ];
  if (answers.length === 0) return null;
  return (
    <div className="row tight no-print">
      {answers.map((each) => (
        <Button
          key={each}
          size="small"
          type={each === 'approve' ? 'primary' : 'default'}
          onClick={() => setAnswer(each)}
        >
          {t(`overrides.answers.${each}.button`)}
        </Button>
      ))}
      {answer === null ? null : (
        <AnswerOverride override={override} answer={answer} close={() => setAnswer(null)} />
      )}
    </div>
  );
}

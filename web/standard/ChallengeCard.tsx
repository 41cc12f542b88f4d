import { useQuery } from '@tanstack/react-query';
import { Alert, Segmented, Tag } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge as ChallengeView } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { AgreementMatrix } from './AgreementMatrix.tsx';
import { ChallengeActions } from './ChallengeActions.tsx';
import { ChallengeForesight } from './ChallengeForesight.tsx';
import { ChallengeSizes } from './ChallengeSizes.tsx';
import { challengeQuery, challengesQuery } from './challenge-queries.ts';

/** The standard that is graded by in the shadow of the one in force, or those that were; nothing before the first. */
export function ChallengeCard(): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  const [chosen, choose] = useState<string | null>(null);
  const { data } = useQuery(challengesQuery);
  const all = data?.challenges ?? [];
  const [last] = all;
  const shown = all.find(({ id }) => id === chosen) ?? last;
  if (shown === undefined) return null;
  return (
    <section className="stack" aria-label={t('challenge.title')}>
      <div className="card stack">
        <div className="row between top">
          <div>
            <h2>{t('challenge.title')}</h2>
            <p className="soft small">{t('challenge.text')}</p>
          </div>
          {all.length < 2 ? null : (
            <Segmented
              size="small"
              aria-label={t('challenge.which')}
              value={shown.id}
              onChange={choose}
              options={all.slice(0, 4).map(({ id, scheme, startedAt }) => ({
                value: id,
                label: `${say(scheme.name)} ${startedAt.slice(0, 10)}`,
              }))}
            />
          )}
        </div>
        <Challenge challenge={shown} />
      </div>
      <Found challenge={shown.id} />
    </section>
  );
}

function Challenge({ challenge }: { readonly challenge: ChallengeView }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { author, moment } = useFormat();
  const may = useMay('schemes:publish');
  const { data } = useQuery(challengeQuery(challenge.id));
  const { scheme, version, startedAt, startedBy, outcome } = challenge;
  const name =
    version === null
      ? t('challenge.draft', { name: say(scheme.name) })
      : t('standard.version', { name: say(scheme.name), version });
  return (
    <div className="row between">
      <span className="row tight">
        <strong>{name}</strong>
        <Tag color={outcome === null ? 'processing' : outcome === 'promoted' ? 'success' : 'default'}>
          {t(`challenge.states.${outcome ?? 'running'}`)}
        </Tag>
        <span className="soft small">
          {t('challenge.given', { author: author(startedBy), moment: moment(startedAt) })}
        </span>
      </span>
      {may && outcome === null ? <ChallengeActions challenge={challenge} last={data?.last ?? null} /> : null}
    </div>
  );
}

function Found({ challenge }: { readonly challenge: string }): ReactElement | null {
  const { t } = useTranslation();
  const say = useSay();
  const { day } = useFormat();
  const { data } = useQuery(challengeQuery(challenge));
  if (data === undefined) return null;
  const { days, last } = data;
  const failed = days.at(-1)?.state === 'failed' ? days.at(-1) : undefined;
  return (
    <>
      {failed === undefined ? null : (
        <Alert
          type="warning"
          showIcon
          title={t('challenge.failed', { day: day(failed.day), why: say(failed.message) })}
        />
      )}
      {last === null ? (
        <p className="soft">{t('challenge.nothingYet')}</p>
      ) : (
        <>
          <ChallengeSizes days={days} />
          <div className="columns">
            <AgreementMatrix last={last} />
            <ChallengeForesight history={data} />
          </div>
        </>
      )}
    </>
  );
}

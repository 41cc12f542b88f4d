import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { lazy, type ReactElement, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/use-session.ts';
import { EditIcon } from '../shell/icons.tsx';
import { Page } from '../shell/Page.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { Ahead } from './Ahead.tsx';
import { ChallengeCard } from './ChallengeCard.tsx';
import { Publications } from './Publications.tsx';
import { SaidMetrics } from './SaidMetrics.tsx';
import { SaidTiers } from './SaidTiers.tsx';
import { currentQuery } from './scheme-queries.ts';
import { Versions } from './Versions.tsx';

const DraftEditor = lazy(() =>
  import('./DraftEditor.tsx').then((module) => ({ default: module.DraftEditor })),
);

/** The standard in force, its earlier versions, and the way to a new one. */
export function StandardPage(): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { author, day, moment } = useFormat();
  const may = useMay('schemes:publish');
  const [drafting, setDrafting] = useState(false);
  const { data: scheme, error } = useQuery(currentQuery);
  if (scheme === undefined) {
    return (
      <Page title={t('standard.title')}>
        <ProblemList error={error} />
        {error === null ? <Skeleton active /> : null}
      </Page>
    );
  }
  if (drafting) {
    return (
      <Suspense fallback={<Skeleton active />}>
        <DraftEditor scheme={scheme} close={() => setDrafting(false)} />
      </Suspense>
    );
  }
  const published = t('standard.published', {
    version: scheme.version,
    moment: moment(scheme.publishedAt),
    author: author(scheme.author),
  });
  return (
    <Page
      title={say(scheme.said.name)}
      below={
        scheme.since === null
          ? published
          : `${published} · ${t('versions.since', { day: day(scheme.since) })}`
      }
      actions={
        may ? (
          <Button type="primary" icon={<EditIcon />} onClick={() => setDrafting(true)}>
            {t('standard.change')}
          </Button>
        ) : undefined
      }
    >
      <Ahead scheme={scheme} />
      {scheme.said.description === null ? null : <p className="soft">{say(scheme.said.description)}</p>}
      <section className="card stack">
        <h2>{t('standard.tiers')}</h2>
        <SaidTiers said={scheme.said} />
      </section>
      <SaidMetrics said={scheme.said} />
      <ChallengeCard />
      <Publications />
      <Versions />
    </Page>
  );
}

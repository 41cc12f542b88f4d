import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Quality } from '../api/contract.ts';
import { CustomerTabs } from '../customers/CustomerTabs.tsx';
import { Page } from '../shell/Page.tsx';
import { ExportFile } from '../shown/ExportFile.tsx';
import { Figures } from '../shown/Figures.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useName } from '../texts/use-say.ts';
import { CheckBars } from './CheckBars.tsx';
import { FailingList } from './FailingList.tsx';
import { FieldBars } from './FieldBars.tsx';
import { QualityTrend } from './QualityTrend.tsx';

/** How far the data can be trusted, and for one check who fails it. */
export function QualityPage(): ReactElement {
  const { t } = useTranslation();
  const { check: chosen } = useSearch({ from: '/customers/quality' });
  const { data: quality, error } = useQuery({
    queryKey: ['quality'],
    queryFn: ({ signal }) => ask<Quality>('GET', '/quality', { signal }),
  });
  const check = quality?.checks.find(({ id }) => id === chosen);
  return (
    <Page
      title={t('quality.title')}
      below={t('quality.text')}
      actions={
        check === undefined || check.customers === 0 ? undefined : (
          <ExportFile path={`/quality/${check.id}/file`} />
        )
      }
    >
      <CustomerTabs />
      <ProblemList error={error} />
      {quality === undefined && error === null ? <Skeleton active /> : null}
      {quality === undefined ? null : check === undefined ? (
        <AtAGlance quality={quality} />
      ) : (
        <FailingList key={check.id} check={check} />
      )}
    </Page>
  );
}

function AtAGlance({ quality }: { readonly quality: Quality }): ReactElement {
  const { t } = useTranslation();
  const { number, money } = useFormat();
  const { score, confidence, notAsked, highestUsual } = quality;
  if (score === null) return <Empty title={t('quality.none')} text={t('quality.noneText')} />;
  const levels = ['high', 'middle', 'low'] as const;
  const remarks = [
    ...(notAsked.length === 0 ? [] : [<NotAsked key="not-asked" checks={notAsked} />]),
    ...(highestUsual === null
      ? []
      : [<p key="unusual">{t('quality.highestUsual', { amount: money(highestUsual) })}</p>]),
  ];
  return (
    <>
      <Figures
        of={[
          { name: t('quality.score'), value: number(score, 1), remark: t('quality.scoreRemark') },
          ...levels.map((level) => ({
            name: t(`quality.confidence.${level}`),
            value: number(confidence[level]),
            remark: t(`quality.confidenceRemark.${level}`),
          })),
        ]}
      />
      <CheckBars checks={quality.checks} />
      {remarks.length === 0 ? null : <div className="soft small stack tight">{remarks}</div>}
      <FieldBars fields={quality.fields} customers={quality.customers} />
      {quality.trend.length === 0 ? null : <QualityTrend trend={quality.trend} />}
    </>
  );
}

function NotAsked({ checks }: { readonly checks: Quality['notAsked'] }): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  return (
    <p>{t('quality.notAsked', { checks: checks.map(({ title }) => nameOf(title)).join(t('comma')) })}</p>
  );
}

function Empty({ title, text }: { readonly title: string; readonly text: string }): ReactElement {
  return (
    <div className="empty">
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
  );
}

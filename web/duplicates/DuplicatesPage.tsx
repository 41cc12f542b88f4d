import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented, Select, Skeleton, Spin } from 'antd';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { DuplicatePage } from '../api/contract.ts';
import { CustomerTabs } from '../customers/CustomerTabs.tsx';
import { useSession } from '../session/use-session.ts';
import { Page } from '../shell/Page.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';
import { useSay } from '../texts/use-say.ts';
import { type DuplicatesView, pairStates } from './duplicates-view.ts';
import { MemberFieldChoice } from './MemberFieldChoice.tsx';
import { MergeList } from './MergeList.tsx';
import { PairList } from './PairList.tsx';
import { SharedValues } from './SharedValues.tsx';

/** Customers who may be one and the same, and the place to decide it. */
export function DuplicatesPage(): ReactElement {
  const { t } = useTranslation();
  const { number, moment } = useFormat();
  const mayDecide = useSession()?.permissions['customers:write'] === 'all';
  const view: DuplicatesView = useSearch({ from: '/customers/duplicates' });
  const { state = 'open', reason } = view;
  const { pages, error, more } = usePages<DuplicatePage>(
    ['duplicates', 'pairs', state, reason],
    '/duplicates',
    { state, reason, limit: 20 },
    { keepsLast: true },
  );
  const [first] = pages ?? [];
  const again = useSearching(mayDecide, first);
  const { search } = first ?? {};
  return (
    <Page
      title={t('duplicates.title')}
      below={t('duplicates.text')}
      actions={
        mayDecide && search ? (
          <Button loading={again.isPending} onClick={() => again.mutate()}>
            {t(again.isPending ? 'duplicates.searching' : 'duplicates.search')}
          </Button>
        ) : undefined
      }
    >
      <CustomerTabs />
      <ProblemList error={error ?? again.error} />
      {first === undefined ? (
        (error ?? null) === null ? (
          <Skeleton active />
        ) : null
      ) : search ? (
        <>
          <div className="stack tight">
            <Choice page={first} view={view} />
            <p className="soft small" aria-live="polite">
              {t('duplicates.searched', {
                customers: number(search.customers),
                moment: moment(search.searchedAt),
              })}
              {search.isCurrent ? null : ` · ${t('duplicates.stale')}`}
              {search.isWhole ? null : ` · ${t('duplicates.notWhole', { pairs: number(search.pairs) })}`}
            </p>
          </div>
          <PairList
            pages={pages ?? []}
            more={more}
            state={state}
            mayDecide={mayDecide}
            isChosen={reason !== undefined}
          />
        </>
      ) : (
        <NotSearched
          isSearching={again.isPending}
          search={mayDecide && !again.isPending ? () => again.mutate() : null}
        />
      )}
      <MergeList />
      {mayDecide ? <SharedValues /> : null}
      <MemberFieldChoice changed={() => again.mutate()} />
    </Page>
  );
}

/** Searches when asked, and by itself for who opens the page when it was never done, or customers have changed since. */
function useSearching(mayDecide: boolean, page: DuplicatePage | undefined) {
  const queries = useQueryClient();
  const searching = useMutation({
    mutationKey: ['duplicates', 'search'],
    mutationFn: () => ask('POST', '/duplicates/searches'),
    onSuccess: async () => await queries.invalidateQueries({ queryKey: ['duplicates'] }),
  });
  const { mutate, isIdle } = searching;
  const isOld = page !== undefined && page.search?.isCurrent !== true;
  useEffect(() => {
    if (mayDecide && isOld && isIdle) mutate();
  }, [mayDecide, isOld, isIdle, mutate]);
  return searching;
}

function Choice({
  page,
  view,
}: {
  readonly page: DuplicatePage;
  readonly view: DuplicatesView;
}): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const say = useSay();
  const navigate = useNavigate({ from: '/customers/duplicates' });
  const show = (next: DuplicatesView): void => void navigate({ search: next, replace: true });
  const { state = 'open', reason } = view;
  return (
    <div className="row no-print">
      <div className="scroll-x">
        <Segmented
          aria-label={t('duplicates.group')}
          value={state}
          onChange={(next) => show({ state: next })}
          options={pairStates.map((value) => ({
            value,
            label: `${t(`duplicates.groups.${value}`)} ${number(page.counts[value])}`,
          }))}
        />
      </div>
      {page.reasons.length === 0 ? null : (
        <Select<string | null>
          aria-label={t('duplicates.reason')}
          placeholder={t('duplicates.reason')}
          allowClear
          value={reason ?? null}
          onChange={(next) => show({ state, ...(next ? { reason: next } : {}) })}
          options={page.reasons.map(({ id, says, pairs }) => ({
            value: id,
            label: t('duplicates.counted', { says: say(says), pairs: number(pairs) }),
          }))}
          style={{ minWidth: 220 }}
        />
      )}
    </div>
  );
}

function NotSearched({
  isSearching,
  search,
}: {
  readonly isSearching: boolean;
  readonly search: (() => void) | null;
}): ReactElement {
  const { t } = useTranslation();
  if (isSearching) {
    return (
      <div className="card empty" role="status">
        <Spin />
        <p>{t('duplicates.searching')}</p>
      </div>
    );
  }
  return (
    <div className="card empty">
      <strong>{t('duplicates.notYet')}</strong>
      <p>{t('duplicates.notYetText')}</p>
      {search === null ? null : (
        <Button type="primary" onClick={search}>
          {t('duplicates.searchFirst')}
        </Button>
      )}
    </div>
  );
}

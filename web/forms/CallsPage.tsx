import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Segmented, Skeleton, Tag } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call, CallPage } from '../api/contract.ts';
import { CustomerTabs } from '../customers/CustomerTabs.tsx';
import { useToday } from '../ledger/use-today.ts';
import { Page } from '../shell/Page.tsx';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';
import { useSay } from '../texts/use-say.ts';
import { FillInCall } from './FillInCall.tsx';
import { NotReached } from './NotReached.tsx';

const states = ['open', 'not-reached', 'done'] as const;
type State = (typeof states)[number];

/** Whom to call, the first due first. */
export function CallsPage(): ReactElement {
  const { t } = useTranslation();
  const [state, setState] = useState<State>('open');
  const [mine, setMine] = useState(false);
  const [filled, setFilled] = useState<Call | null>(null);
  const { pages, error, more } = usePages<CallPage>(['calls', state, mine], '/calls', {
    state,
    mine,
    limit: 50,
  });
  const calls = pages?.flatMap((page) => page.calls);
  return (
    <Page title={t('calls.title')} below={t('calls.text')}>
      <CustomerTabs />
      <ProblemList error={error} />
      <div className="row no-print">
        <Segmented<State>
          aria-label={t('calls.group')}
          value={state}
          onChange={setState}
          options={states.map((value) => ({ value, label: t(`calls.states.${value}`) }))}
        />
        <Checkbox checked={mine} onChange={({ target }) => setMine(target.checked)}>
          {t('calls.mine')}
        </Checkbox>
      </div>
      {calls === undefined && (error ?? null) === null ? <Skeleton active /> : null}
      {calls?.length === 0 ? (
        <div className="card empty">
          <strong>{t(`calls.none.${state}`)}</strong>
          <p>{t('calls.noneText')}</p>
        </div>
      ) : null}
      {(calls ?? []).map((call) => (
        <CallCard key={call.id} call={call} fill={() => setFilled(call)} />
      ))}
      <MoreButton more={more} label={t('duplicates.more')} />
      {filled === null ? null : <FillInCall call={filled} close={() => setFilled(null)} />}
    </Page>
  );
}

function CallCard({ call, fill }: { readonly call: Call; readonly fill: () => void }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const today = useToday();
  const { day, moment, author } = useFormat();
  const { customer, form, assignedTo, dueOn, note, state, endedBy, endedAt, endNote } = call;
  const isLate = state !== 'done' && dueOn < today;
  return (
    <section className="card stack tight">
      <div className="row between top">
        <div className="stack tight">
          <div className="row tight">
            <Link to="/customers/$id" params={{ id: customer.id }}>
              <strong>{customer.name ?? customer.externalId}</strong>
            </Link>
            <span className="soft">{customer.phone}</span>
            {isLate ? <Tag color="red">{t('calls.overdue')}</Tag> : null}
          </div>
          <span className="soft small">
            {[say(form.title), assignedTo, t('calls.due', { day: day(dueOn) })].join(' · ')}
          </span>
        </div>
        {state === 'done' ? (
          <span className="soft small">
            {author(endedBy ?? '')} · {moment(endedAt)}
          </span>
        ) : (
          <div className="row tight no-print">
            <Button type="primary" onClick={fill}>
              {t('calls.fill')}
            </Button>
            <NotReached call={call} />
          </div>
        )}
      </div>
      {note === '' ? null : <p>{note}</p>}
      {endNote === null || endNote === '' ? null : (
        <p className="soft">{t('calls.endNote', { note: endNote })}</p>
      )}
    </section>
  );
}

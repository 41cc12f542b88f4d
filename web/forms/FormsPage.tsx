import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton, Tag } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { ShopForm, ShopForms } from '../api/contract.ts';
import { CustomerTabs } from '../customers/CustomerTabs.tsx';
import { useMay } from '../session/use-session.ts';
import { EditIcon, PlusIcon } from '../shell/icons.tsx';
import { Page } from '../shell/Page.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSay } from '../texts/use-say.ts';
import { EditForm } from './EditForm.tsx';

/** The forms that people fill in. */
export function FormsPage(): ReactElement {
  const { t } = useTranslation();
  const may = useMay('forms:manage');
  const [edited, setEdited] = useState<{ readonly form: ShopForm | null } | null>(null);
  const { data, error } = useQuery({
    queryKey: ['forms'],
    queryFn: ({ signal }) => ask<ShopForms>('GET', '/forms', { signal }),
  });
  const add = (
    <Button type="primary" icon={<PlusIcon />} onClick={() => setEdited({ form: null })}>
      {t('forms.add')}
    </Button>
  );
  const forms = data?.forms ?? [];
  return (
    <Page
      title={t('forms.title')}
      below={t('forms.text')}
      actions={may && forms.length > 0 ? add : undefined}
    >
      <CustomerTabs />
      <ProblemList error={error} />
      {data === undefined && error === null ? <Skeleton active /> : null}
      {data !== undefined && forms.length === 0 ? (
        <div className="card empty">
          <strong>{t('forms.none')}</strong>
          <p>{t('forms.noneText')}</p>
          {may ? add : null}
        </div>
      ) : null}
      {forms.map((form) => (
        <FormCard key={form.id} form={form} edit={may ? () => setEdited({ form }) : null} />
      ))}
      {edited === null ? null : (
        <EditForm form={edited.form} fields={data?.fields ?? []} close={() => setEdited(null)} />
      )}
    </Page>
  );
}

function FormCard({
  form,
  edit,
}: {
  readonly form: ShopForm;
  readonly edit: (() => void) | null;
}): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { day, number } = useFormat();
  const { id, kind, title, open, closedAt, endsOn, store, submissions, waiting, noticeVersion, reward } =
    form;
  const said = [
    t(`forms.kinds.${kind}`),
    store,
    t('forms.came', { count: submissions }),
    reward === null ? null : t('forms.rewarded', { points: number(Number(reward)) }),
    endsOn === null ? null : t('forms.until', { day: day(endsOn) }),
    t('forms.notice', { version: noticeVersion }),
  ].filter((part) => part !== null);
  return (
    <section className="card stack tight">
      <div className="row between top">
        <div className="stack tight grow">
          <div className="row">
            <h2 style={{ overflowWrap: 'anywhere' }}>{say(title)}</h2>
            {open ? (
              <Tag color="green">{t('forms.open')}</Tag>
            ) : (
              <Tag>{t(closedAt === null ? 'forms.ended' : 'forms.closed')}</Tag>
            )}
          </div>
          <p className="soft small">{said.join(' · ')}</p>
        </div>
        <div className="row no-print">
          <Link to="/customers/forms/$id" params={{ id }}>
            {t('forms.share')}
          </Link>
          {edit === null ? null : (
            <Button icon={<EditIcon />} onClick={edit}>
              {t('edit')}
            </Button>
          )}
        </div>
      </div>
      {waiting === 0 ? null : (
        <p>
          <Link to="/customers/proposals">{t('forms.waiting', { count: waiting })}</Link>
        </p>
      )}
    </section>
  );
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Business, Templates, TemplateView } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { SaidTiers } from '../standard/SaidTiers.tsx';
import { useSay } from '../texts/use-say.ts';
import { TemplateChoice } from './TemplateChoice.tsx';

/** The business's name and the standard it begins with. */
export function StandardStep({ business }: { readonly business: Business }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const nameId = useId();
  const queries = useQueryClient();
  const [name, setName] = useState(business.name ?? '');
  const [template, setTemplate] = useState('three-level');
  const { data } = useQuery({
    queryKey: ['templates'],
    queryFn: ({ signal }) => ask<Templates>('GET', '/templates', { signal }),
  });
  const { data: shown } = useQuery({
    queryKey: ['templates', template],
    queryFn: ({ signal }) => ask<TemplateView>('GET', `/templates/${template}`, { signal }),
    placeholderData: (before) => before,
  });
  const publish = useMutation({
    mutationFn: async () => {
      if (name.trim() !== '') await ask('PUT', '/business', { body: { name: name.trim() } });
      await ask('POST', '/schemes', { body: { template } });
      if (business.customers > 0) await ask('POST', '/evaluations', { body: {} });
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <div className="middle stack wide">
      <div className="stack tight">
        <h1>{t('welcome.standardTitle')}</h1>
        <p className="soft">{t('welcome.standardText')}</p>
      </div>
      <ProblemList error={publish.error} />
      <div className="stack tight" style={{ maxWidth: 400 }}>
        <label htmlFor={nameId}>{t('welcome.businessName')}</label>
        <Input
          id={nameId}
          value={name}
          onChange={({ target }) => setName(target.value)}
          placeholder={t('welcome.businessExample')}
        />
      </div>
      <TemplateChoice templates={data?.templates ?? []} chosen={template} choose={setTemplate} />
      {shown === undefined ? null : (
        <section className="card stack" aria-live="polite">
          <div className="stack tight">
            <h2>{say(shown.said.name)}</h2>
            <p className="soft small">{say(shown.said.description)}</p>
          </div>
          <SaidTiers said={shown.said} />
        </section>
      )}
      <div>
        <Button type="primary" size="large" loading={publish.isPending} onClick={() => publish.mutate()}>
          {t('welcome.useStandard')}
        </Button>
      </div>
    </div>
  );
}

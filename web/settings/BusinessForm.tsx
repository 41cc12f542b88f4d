import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Radio, Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Business, MemberFields } from '../api/contract.ts';
import { useBusiness } from '../session/use-business.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { useName } from '../texts/use-say.ts';

interface Settings {
  readonly name: string;
  readonly dailyRunAt: string;
  readonly overrideApproval: Business['overrideApproval'];
  readonly recognisedBy: string[];
}

const needs = ['nobody', 'reps', 'everybody'] as const;

export function BusinessForm(): ReactElement | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const business = useBusiness();
  const recognising = useRecognising();
  const [form] = Form.useForm<Settings>();
  const { problems, place, clear } = useFieldProblems(form);
  const save = useMutation({
    mutationFn: (body: Settings) => ask<Business>('PUT', '/business', { body }),
    onSuccess: (next) => {
      queries.setQueryData(['business'], next);
      void queries.invalidateQueries({ queryKey: ['evaluations'] });
      message.success(t('saved'));
    },
    onMutate: clear,
    onError: place,
  });
  if (business === undefined) return null;
  return (
    <section className="card" style={{ maxWidth: 520 }}>
      <Form<Settings>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          name: business.name ?? '',
          dailyRunAt: business.dailyRunAt,
          overrideApproval: business.overrideApproval,
          recognisedBy: business.recognisedBy,
        }}
        onFinish={(given) => save.mutate(given)}
      >
        <ProblemList problems={problems} />
        <Form.Item name="name" label={t('settings.name')}>
          <Input />
        </Form.Item>
        <Form.Item name="dailyRunAt" label={t('settings.dailyRunAt')} extra={t('settings.dailyRunText')}>
          <Input type="time" style={{ width: 140 }} />
        </Form.Item>
        <Form.Item name="overrideApproval" label={t('settings.approval')} extra={t('settings.approvalText')}>
          <Radio.Group options={needs.map((value) => ({ value, label: t(`settings.approvals.${value}`) }))} />
        </Form.Item>
        <Form.Item name="recognisedBy" label={t('settings.recognised')} extra={t('settings.recognisedText')}>
          <Select mode="multiple" placeholder={t('settings.recognisedNone')} options={recognising} />
        </Form.Item>
        <p className="soft" style={{ marginBottom: 20 }}>
          {t('settings.currency', { currency: business.currency, timeZone: business.timeZone })}
        </p>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </Form>
    </section>
  );
}

/** By what customers can be recognised: phone, e-mail and the business's own fields. */
function useRecognising(): { readonly value: string; readonly label: string }[] {
  const { t } = useTranslation();
  const name = useName();
  const { data } = useQuery({
    queryKey: ['duplicates', 'member-fields'],
    queryFn: ({ signal }) => ask<MemberFields>('GET', '/duplicates/member-fields', { signal }),
  });
  return [
    ...(['phone', 'email'] as const).map((value) => ({ value, label: t(`settings.recognisedBy.${value}`) })),
    ...(data?.fields ?? []).map((field) => ({ value: field.id, label: name(field.name) })),
  ];
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, InputNumber } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { TierAlerts } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';

type Thresholds = TierAlerts['thresholds'];

/** From when on a tier that shrinks is told. */
export function AlertThresholds(): ReactElement | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['tier-alerts'],
    queryFn: ({ signal }) => ask<TierAlerts>('GET', '/tier-alerts', { signal }),
  });
  const [form] = Form.useForm<Thresholds>();
  const { problems, place, clear } = useFieldProblems(form);
  const save = useMutation({
    mutationFn: (body: Thresholds) => ask<TierAlerts>('PUT', '/tier-alerts/thresholds', { body }),
    onSuccess: (alerts) => {
      queries.setQueryData(['tier-alerts'], alerts);
      message.success(t('saved'));
    },
    onMutate: clear,
    onError: place,
  });
  if (data === undefined) return null;
  return (
    <section className="card stack" style={{ maxWidth: 520 }}>
      <h2>{t('alerts.title')}</h2>
      <p className="soft">{t('alerts.text')}</p>
      <Form<Thresholds>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={data.thresholds}
        onFinish={(given) => save.mutate(given)}
      >
        <ProblemList problems={problems} />
        <div className="row top">
          <Form.Item name="percent" label={t('alerts.percent')}>
            <InputNumber min={1} max={100} precision={0} />
          </Form.Item>
          <Form.Item name="customers" label={t('alerts.customers')}>
            <InputNumber min={1} precision={0} />
          </Form.Item>
        </div>
        <Button htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </Form>
    </section>
  );
}

import { useMutation } from '@tanstack/react-query';
import { Checkbox, Form, Input, Modal, Progress, Select } from 'antd';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { address, ask } from '../api/client.ts';
import { useJobs } from '../api/use-jobs.ts';
import { useMay } from '../session/use-session.ts';
import { currentLanguage } from '../texts/language.ts';
import { ProblemList } from './ProblemList.tsx';
import { useFieldProblems } from './use-field-problems.ts';

const formats = ['xlsx', 'csv', 'json', 'jsonl', 'parquet'] as const;
export type ExportedTable = 'customers' | 'orders' | 'refunds' | 'events' | 'points' | 'ledger';

export interface ExportChoice {
  /** The first is chosen. */
  readonly tables: readonly [ExportedTable, ...ExportedTable[]];
  /** Which customers, as the list shows them. */
  readonly customers?: { readonly filter?: object; readonly search?: string; readonly sort?: string };
}

interface Asked {
  readonly what: ExportedTable;
  readonly format: (typeof formats)[number];
  readonly gb18030?: boolean;
  readonly contact?: boolean;
  readonly password?: string;
}

/** What to export and how; then how far it is, until the browser saves the file. */
export function ExportDialog({
  tables,
  customers = {},
  close,
}: ExportChoice & { readonly close: () => void }): ReactElement {
  const { t } = useTranslation();
  const [form] = Form.useForm<Asked>();
  const mayOpen = useMay('customers:read-contact');
  const [what, format] = [Form.useWatch('what', form) ?? tables[0], Form.useWatch('format', form) ?? 'xlsx'];
  const { problems, place, clear } = useFieldProblems(form);
  const start = useMutation({
    mutationFn: (asked: Asked) =>
      ask<{ job: string }>('POST', '/exports', { body: bodyOf(asked, customers) }),
    onMutate: clear,
    onError: place,
  });
  const job = start.data?.job;
  const [running] = useJobs(job === undefined ? [] : [job]);
  const state = running?.data?.state;
  useSavedWhenDone(state === 'done' ? job : undefined, close);
  const isRunning = job !== undefined && state !== 'failed';
  const leave = (): void => {
    if (isRunning) void ask('DELETE', `/jobs/${job}`).catch(() => undefined);
    close();
  };
  const fraction = running?.data?.fraction ?? null;
  return (
    <Modal
      open
      title={t('exports.title')}
      okText={t('exports.now')}
      onOk={() => form.submit()}
      onCancel={leave}
      confirmLoading={start.isPending || isRunning}
    >
      <Form<Asked>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={isRunning}
        initialValues={{ what: tables[0], format: 'xlsx' }}
        onFinish={(asked) => start.mutate(asked)}
      >
        <ProblemList problems={[...problems, ...(running?.data?.problems ?? [])]} error={running?.error} />
        <Form.Item name="what" label={t('exports.what')} hidden={tables.length === 1}>
          <Select options={tables.map((value) => ({ value, label: t(`exports.tables.${value}`) }))} />
        </Form.Item>
        <Form.Item name="format" label={t('exports.format')}>
          <Select options={formats.map((value) => ({ value, label: t(`exports.${value}`) }))} />
        </Form.Item>
        {format === 'csv' ? (
          <Form.Item name="gb18030" valuePropName="checked" extra={t('exports.gb18030Text')}>
            <Checkbox>{t('exports.gb18030')}</Checkbox>
          </Form.Item>
        ) : null}
        {what === 'customers' && mayOpen ? (
          <Form.Item name="contact" valuePropName="checked" extra={t('exports.contactText')}>
            <Checkbox>{t('exports.contact')}</Checkbox>
          </Form.Item>
        ) : null}
        <Form.Item name="password" label={t('exports.password')} extra={t('exports.passwordText')}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
      {isRunning ? (
        <Progress
          percent={Math.floor((fraction ?? 0) * 100)}
          status="active"
          aria-label={t('exports.running')}
        />
      ) : null}
    </Modal>
  );
}

function bodyOf(
  { what, format, gb18030, contact, password }: Asked,
  customers: ExportChoice['customers'],
): object {
  return {
    what,
    format,
    headers: currentLanguage(),
    ...(format === 'csv' && gb18030 ? { encoding: 'gb18030' } : {}),
    ...(what === 'customers' ? { ...customers, contact: contact ?? false } : {}),
    ...(password ? { password } : {}),
  };
}

/** Gives the whole file to the browser, once. */
function useSavedWhenDone(job: string | undefined, close: () => void): void {
  useEffect(() => {
    if (job === undefined) return;
    const link = document.createElement('a');
    link.href = address(`/exports/${job}/file`);
    link.download = '';
    link.click();
    close();
  }, [job, close]);
}

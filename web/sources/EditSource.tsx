import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Drawer, Form, Input, Select } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channels, customerNames, prefixes, schemes, sourceKinds } from '../../src/domain/source-fields.ts';
import { ask } from '../api/client.ts';
import type { NewSource, Source } from '../api/contract.ts';
import { problemsOf } from '../api/problems.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import type { HandOver } from './HandOverSource.tsx';
import { MappingEditor } from './MappingEditor.tsx';
import { cleaned, type Mapping } from './mapping.ts';

interface Props {
  /** Null: a new one. */
  readonly source: Source | null;
  /** A delivery to try the mapping on; blank: none yet. */
  readonly sample: string;
  readonly close: () => void;
  readonly made: (given: HandOver) => void;
}

/** Adds a source, whose address and secret are shown then, or changes one. */
export function EditSource({ source, sample, close, made }: Props): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(source?.name ?? '');
  const [kind, setKind] = useState<Source['kind']>(source?.kind ?? 'shopify');
  const [sameNumbers, setSameNumbers] = useState(false);
  const [secret, setSecret] = useState('');
  const [settings, setSettings] = useState<Source['settings']>(source?.settings ?? {});
  const [mapping, setMapping] = useState<Mapping>(source?.settings.mapping ?? { what: 'orders', fields: {} });
  const change = (part: Partial<Source['settings']>): void => setSettings({ ...settings, ...part });
  const hasMapping = kind === 'generic' && Object.keys(mapping.fields).length > 0;
  const written = { ...settings, mapping: hasMapping ? cleaned(mapping) : undefined };
  const save = useMutation({
    mutationFn: async () => {
      if (source !== null)
        return await ask<undefined>('PATCH', `/sources/${source.id}`, {
          body: { name, settings: written, ...(sameNumbers && { sameNumbers }) },
        });
      const body = { name, kind, settings: written, ...(secret !== '' && { secret }) };
      return await ask<NewSource>('POST', '/sources', { body });
    },
    onSuccess: async (added) => {
      await queries.invalidateQueries({ queryKey: ['sources'] });
      if (added === undefined) close();
      else made({ title: 'made', kind, path: added.path, secret: added.secret });
    },
  });
  const asksForNumbers =
    save.error !== null && problemsOf(save.error).some(({ code }) => code === 'numbers-elsewhere');
  return (
    <Drawer
      open
      title={t(source === null ? 'sources.add' : 'sources.edit')}
      size={kind === 'generic' ? 'min(1180px, 100vw)' : 'min(720px, 100vw)'}
      onClose={close}
      extra={
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t(source === null ? 'sources.addNow' : 'save')}
        </Button>
      }
    >
      <Form layout="vertical" requiredMark={false}>
        <ProblemList error={save.error} />
        {asksForNumbers ? (
          <Checkbox checked={sameNumbers} onChange={({ target }) => setSameNumbers(target.checked)}>
            {t('sources.sameNumbers')}
          </Checkbox>
        ) : null}
        <div className="source-fields">
          <Form.Item label={t('sources.kind')} htmlFor="source-kind">
            <Select
              id="source-kind"
              value={kind}
              disabled={source !== null}
              onChange={setKind}
              options={sourceKinds.map((value) => ({ value, label: t(`sources.kinds.${value}`) }))}
            />
          </Form.Item>
          <Form.Item label={t('sources.name')} htmlFor="source-name" extra={t('sources.nameText')}>
            <Input
              id="source-name"
              value={name}
              maxLength={60}
              onChange={({ target }) => setName(target.value)}
            />
          </Form.Item>
          {kind === 'youzan' ? (
            <Form.Item label={t('sources.clientId')} htmlFor="source-client">
              <Input
                id="source-client"
                value={settings.clientId ?? ''}
                onChange={({ target }) => change({ clientId: target.value })}
              />
            </Form.Item>
          ) : null}
          {kind === 'generic' ? (
            <Form.Item label={t('sources.scheme')} htmlFor="source-scheme">
              <Select
                id="source-scheme"
                value={settings.scheme ?? 'standard'}
                onChange={(scheme) => change({ scheme })}
                options={schemes.map((value) => ({ value, label: t(`sources.schemes.${value}`) }))}
              />
            </Form.Item>
          ) : null}
          {kind === 'generic' && settings.scheme === 'hmac' ? (
            <Form.Item label={t('sources.header')} htmlFor="source-header">
              <Input
                id="source-header"
                placeholder="X-Signature"
                value={settings.header ?? ''}
                onChange={({ target }) => change({ header: target.value })}
              />
            </Form.Item>
          ) : null}
          {source === null ? (
            <Form.Item
              label={t('sources.secret')}
              htmlFor="source-secret"
              extra={t(`sources.secretTexts.${kind}`)}
            >
              <Input.Password
                id="source-secret"
                value={secret}
                autoComplete="off"
                onChange={({ target }) => setSecret(target.value)}
              />
            </Form.Item>
          ) : null}
        </div>
        <h3>{t('sources.identity')}</h3>
        <div className="source-fields">
          <Form.Item
            label={t('sources.customersBy')}
            htmlFor="source-by"
            extra={t('sources.customersByText')}
          >
            <Select
              id="source-by"
              value={settings.customersBy ?? 'id'}
              onChange={(customersBy) => change({ customersBy })}
              options={customerNames.map((value) => ({ value, label: t(`sources.names.${value}`) }))}
            />
          </Form.Item>
          <Form.Item label={t('sources.prefix')} htmlFor="source-prefix" extra={t('sources.prefixText')}>
            <Input
              id="source-prefix"
              value={settings.prefix ?? prefixes[kind]}
              onChange={({ target }) => change({ prefix: target.value })}
            />
          </Form.Item>
          <Form.Item label={t('sources.channel')} htmlFor="source-channel" extra={t('sources.channelText')}>
            <Input
              id="source-channel"
              value={settings.channel ?? channels[kind]}
              onChange={({ target }) => change({ channel: target.value })}
            />
          </Form.Item>
        </div>
        {kind === 'generic' ? (
          <MappingEditor mapping={mapping} change={setMapping} settings={written} sample={sample} />
        ) : null}
      </Form>
    </Drawer>
  );
}

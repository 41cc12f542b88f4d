import { Form, Input } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../api/contract.ts';
import { MappingFields } from './MappingFields.tsx';
import { MappingPreview } from './MappingPreview.tsx';
import { type Mapping, prettySample } from './mapping.ts';

interface Props {
  readonly mapping: Mapping;
  readonly change: (mapping: Mapping) => void;
  /** With the mapping as it would be kept. */
  readonly settings: Source['settings'];
  readonly sample: string;
}

/** Where our fields stand in another system's documents, beside what would come of a sample. */
export function MappingEditor({ mapping, change, settings, sample: given }: Props): ReactElement {
  const { t } = useTranslation();
  const [sample, setSample] = useState(() => prettySample(given));
  return (
    <>
      <h3>{t('sources.mapping')}</h3>
      <p className="soft small">{t('sources.mappingText')}</p>
      <div className="mapping-editor">
        <div className="tried">
          <Form.Item label={t('sources.sample')} htmlFor="source-sample" extra={t('sources.sampleText')}>
            <Input.TextArea
              id="source-sample"
              value={sample}
              placeholder={t('sources.samplePlaceholder')}
              autoSize={{ minRows: 3, maxRows: 12 }}
              style={{ fontFamily: 'monospace' }}
              onChange={({ target }) => setSample(target.value)}
            />
          </Form.Item>
          <MappingPreview settings={settings} sample={sample} />
        </div>
        <MappingFields mapping={mapping} change={change} sample={sample} />
      </div>
    </>
  );
}

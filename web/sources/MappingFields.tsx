import { AutoComplete, Checkbox, Form, Input, Segmented } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { buyerFields, customerFields, lineFields, orderFields } from '../../src/domain/source-fields.ts';
import { type Mapping, placesIn, readSample, readStatuses, within, writtenStatuses } from './mapping.ts';

interface Props {
  readonly mapping: Mapping;
  readonly change: (mapping: Mapping) => void;
  /** Its places can be chosen. */
  readonly sample: string;
}

const statuses = 'unpaid, paid, shipped, completed, cancelled, refunded';

/** A field for each place in another system's documents. */
export function MappingFields({ mapping, change, sample }: Props): ReactElement {
  const { t } = useTranslation();
  const { what, list, only, fields, lines, buyer, updatedAt, currency } = mapping;
  const places = placesIn(readSample(sample));
  const inItems = list ? within(list, places.values) : places.values;
  const listsInItems = list ? within(list, places.lists) : places.lists;
  const inLines = lines?.list ? within(lines.list, inItems) : [];
  const isOrder = what === 'orders';
  const hasLines = isOrder && Boolean(lines?.list);
  return (
    <div>
      <Form.Item label={t('sources.what')}>
        <Segmented
          value={what}
          onChange={(next) => change({ ...mapping, what: next })}
          options={(['orders', 'customers'] as const).map((value) => ({
            value,
            label: t(`sources.whats.${value}`),
          }))}
        />
      </Form.Item>
      <div className="source-fields paths">
        <PathField
          label={t('sources.list')}
          hint={t('sources.listText')}
          value={list}
          places={places.lists}
          change={(path) => change({ ...mapping, list: path })}
        />
        {(isOrder ? orderFields : customerFields).map((field) => (
          <PathField
            key={field}
            label={t(`sources.fields.${field}`)}
            value={fields[field]}
            places={inItems}
            change={(path) => change({ ...mapping, fields: { ...fields, [field]: path } })}
          />
        ))}
        {isOrder
          ? buyerFields.map((field) => (
              <PathField
                key={`buyer ${field}`}
                label={t('sources.buyer', { field: t(`sources.fields.${field}`) })}
                value={buyer?.[field]}
                places={inItems}
                change={(path) => change({ ...mapping, buyer: { ...buyer, [field]: path } })}
              />
            ))
          : null}
        {isOrder ? (
          <PathField
            label={t('sources.linesList')}
            value={lines?.list}
            places={listsInItems}
            change={(path) => change({ ...mapping, lines: { fields: lines?.fields ?? {}, list: path } })}
          />
        ) : null}
        {hasLines
          ? lineFields.map((field) => (
              <PathField
                key={`line ${field}`}
                label={t('sources.line', { field: t(`sources.fields.${field}`) })}
                value={lines?.fields[field]}
                places={inLines}
                change={(path) =>
                  change({
                    ...mapping,
                    lines: { list: lines?.list ?? '', fields: { ...lines?.fields, [field]: path } },
                  })
                }
              />
            ))
          : null}
        <PathField
          label={t('sources.updatedAt')}
          hint={t('sources.updatedAtText')}
          value={updatedAt}
          places={inItems}
          change={(path) => change({ ...mapping, updatedAt: path })}
        />
        {isOrder ? (
          <PathField
            label={t('sources.currency')}
            value={currency}
            places={inItems}
            change={(path) => change({ ...mapping, currency: path })}
          />
        ) : null}
        <PathField
          label={t('sources.onlyPath')}
          value={only?.path}
          places={places.values}
          change={(path) => change({ ...mapping, only: { path, values: only?.values ?? [] } })}
        />
        <Form.Item label={t('sources.onlyValues')}>
          <Input
            aria-label={t('sources.onlyValues')}
            value={only?.values.join(',') ?? ''}
            onChange={({ target }) =>
              change({
                ...mapping,
                only: { path: only?.path ?? '', values: target.value.split(/[,，]/) },
              })
            }
          />
        </Form.Item>
      </div>
      {isOrder ? <AmountsAndStatuses mapping={mapping} change={change} /> : null}
    </div>
  );
}

interface PathProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string | undefined;
  /** To choose from. */
  readonly places: readonly string[];
  readonly change: (path: string) => void;
}

function PathField({ label, hint, value = '', places, change }: PathProps): ReactElement {
  const options = places
    .filter((path) => value === '' || path.includes(value))
    .map((path) => ({ value: path }));
  return (
    <Form.Item label={label} extra={hint}>
      <AutoComplete aria-label={label} value={value} options={options} onChange={change} allowClear />
    </Form.Item>
  );
}

function AmountsAndStatuses({ mapping, change }: Omit<Props, 'sample'>): ReactElement {
  const { t } = useTranslation();
  const [words, setWords] = useState(() => writtenStatuses(mapping.statuses));
  return (
    <>
      <Form.Item>
        <Checkbox
          checked={mapping.minorUnits ?? false}
          onChange={({ target }) => change({ ...mapping, minorUnits: target.checked })}
        >
          {t('sources.minorUnits')}
        </Checkbox>
      </Form.Item>
      <Form.Item
        label={t('sources.statuses')}
        htmlFor="source-statuses"
        extra={t('sources.statusesText', { all: statuses })}
      >
        <Input.TextArea
          id="source-statuses"
          value={words}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={({ target }) => {
            setWords(target.value);
            change({ ...mapping, statuses: readStatuses(target.value) });
          }}
        />
      </Form.Item>
    </>
  );
}

import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { EditIcon } from '../shell/icons.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useName } from '../texts/use-say.ts';
import { customerFields, dayFields } from './customer-fields.ts';
import { EditCustomer } from './EditCustomer.tsx';
import { FieldHistory } from './FieldHistory.tsx';

/** The name is the page's heading. */
const shown = customerFields.filter((id) => id !== 'name');

/** Everything known of the customer beside contact and orders, and how it changed. */
export function CustomerFields({ customer }: { readonly customer: Customer }): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const { value, moment } = useFormat();
  const may = useMay('customers:write');
  const [editing, setEditing] = useState(false);
  const rows = [
    ...shown.map((id) => ({
      id: id as string,
      name: t(`fields.${id}`),
      written: value(customer[id], dayFields.has(id) ? 'date' : undefined),
    })),
    ...customer.custom.map((field) => ({
      id: field.id,
      name: nameOf(field.name),
      written: value(field.value, field.type),
    })),
  ];
  return (
    <div className="stack">
      <section className="card stack">
        <div className="row between">
          <h2>{t('customer.fields')}</h2>
          {may ? (
            <Button icon={<EditIcon />} onClick={() => setEditing(true)}>
              {t('edit')}
            </Button>
          ) : null}
        </div>
        <dl className="fields">
          {rows.map(({ id, name, written }) => (
            <div key={id}>
              <dt>{name}</dt>
              <dd>{written}</dd>
            </div>
          ))}
        </dl>
        <p className="soft small">{t('customer.recordedAt', { moment: moment(customer.recordedAt) })}</p>
      </section>
      <FieldHistory id={customer.id} />
      {editing ? <EditCustomer customer={customer} close={() => setEditing(false)} /> : null}
    </div>
  );
}

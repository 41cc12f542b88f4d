import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fields } from '../api/contract.ts';
import { fieldsQuery } from '../api/fields.ts';
import { keyed } from '../shown/keyed.ts';
import { partsOf } from './rule-query.ts';
import { useRuleWords } from './use-rule-words.ts';
import type { Rule, View } from './view.ts';

interface Props {
  readonly view: View;
  readonly show: (view: View) => void;
}

const none: Fields = { fields: [], tiers: [] };

/** The filter in words, part by part; each part can be taken away. */
export function FilterChips({ view, show }: Props): ReactElement | null {
  const { t } = useTranslation();
  const words = useRuleWords(useQuery(fieldsQuery).data ?? none);
  const { filter } = view;
  if (filter === undefined) return null;
  const parts = partsOf(filter);
  const without = (index: number): Rule | undefined => {
    const rest = parts.filter((_, place) => place !== index);
    return rest.length > 1 ? { all: rest } : rest[0];
  };
  return (
    <div className="row tight">
      {keyed(parts).map(({ key, item: part }, index) => (
        <Tag
          key={key}
          closable={{ 'aria-label': t('filter.remove') }}
          onClose={(event) => {
            event.preventDefault();
            show({ ...view, filter: without(index) });
          }}
          style={{ padding: '3px 10px', fontSize: 14, whiteSpace: 'normal' }}
        >
          {words(part)}
        </Tag>
      ))}
      <Button type="link" size="small" onClick={() => show({ ...view, filter: undefined })}>
        {t('filter.clear')}
      </Button>
    </div>
  );
}

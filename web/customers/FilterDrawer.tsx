import { QueryBuilderAntD } from '@react-querybuilder/antd';
import { Button, Drawer } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryBuilder, type RuleGroupType } from 'react-querybuilder';
import type { Fields } from '../api/contract.ts';
import { BuilderButton } from './BuilderButton.tsx';
import { useFilterParts } from './filter-parts.ts';
import { queryOf, ruleOf, withEmptiness } from './rule-query.ts';
import { useRuleWords } from './use-rule-words.ts';
import type { Rule } from './view.ts';

interface Props {
  readonly fields: Fields;
  readonly filter: Rule | undefined;
  readonly apply: (filter: Rule | undefined) => void;
  readonly close: () => void;
}

const controls = {
  addRuleAction: BuilderButton,
  addGroupAction: BuilderButton,
  removeRuleAction: BuilderButton,
  removeGroupAction: BuilderButton,
};

/** Builds a filter: the same rules that a standard is made of. */
export function FilterDrawer({ fields, filter, apply, close }: Props): ReactElement {
  const { t } = useTranslation();
  const words = useRuleWords(fields);
  const parts = useFilterParts(fields);
  const [query, setQuery] = useState<RuleGroupType>(() => {
    const start = queryOf(filter);
    return start.rules.length > 0 ? start : { ...start, rules: [parts.firstRule] };
  });
  const rule = ruleOf(query, fields.fields);
  return (
    <Drawer
      open
      title={t('filter.title')}
      size="min(680px, 100vw)"
      onClose={close}
      footer={
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            type="primary"
            onClick={() => {
              apply(rule);
              close();
            }}
          >
            {t('filter.apply')}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <QueryBuilderAntD>
          <QueryBuilder
            fields={parts.fields}
            query={query}
            onQueryChange={(next) => setQuery(withEmptiness(next))}
            combinators={parts.combinators}
            translations={parts.translations}
            controlElements={controls}
            controlClassnames={{ queryBuilder: 'builder' }}
            getOperators={parts.operatorsOf}
            getValues={parts.valuesOf}
            listsAsArrays
            resetOnFieldChange
            resetOnOperatorChange={false}
          />
        </QueryBuilderAntD>
        <p className="soft" aria-live="polite">
          {rule === undefined ? t('filter.empty') : words(rule)}
        </p>
      </div>
    </Drawer>
  );
}

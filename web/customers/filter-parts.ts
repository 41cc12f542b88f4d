import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FullField, RuleType } from 'react-querybuilder';
import type { Fields, FilterField } from '../api/contract.ts';
import { useName, useSay } from '../texts/use-say.ts';
import { isNumeric } from './numeric.ts';

/** Operators that take a part of a text, which no list of values has. */
const free: ReadonlySet<string> = new Set(['contains', 'startsWith']);

/** What the builder is made of, in the user's language. */
export function useFilterParts({ fields, tiers }: Fields) {
  const { t } = useTranslation();
  const say = useSay();
  const nameOf = useName();
  return useMemo(() => {
    const yesOrNo = ['true', 'false'].map((name) => ({ name, label: t(name === 'true' ? 'yes' : 'no') }));
    const choices = ({ id, type, choices: of }: FilterField) => {
      if (id === 'tier') return tiers.map(({ id: name, name: said }) => ({ name, label: say(said) }));
      if (type === 'yes-no') return yesOrNo;
      // So many may not be all there are: better written than chosen.
      return of.length >= 100 ? [] : of.map((name) => ({ name, label: name }));
    };
    const valuesByField = new Map(fields.map((field) => [`${field.kind}:${field.id}`, choices(field)]));
    const valuesOf = (name: string, operator: string) =>
      (operator === 'isEmpty' ? yesOrNo : (valuesByField.get(name) ?? [])).map((choice) => ({
        ...choice,
        value: choice.name,
      }));
    const shown = fields.map((field) => {
      const values = choices(field);
      return {
        name: `${field.kind}:${field.id}`,
        value: `${field.kind}:${field.id}`,
        label: nameOf(field.name),
        inputType: isNumeric(field.type) ? 'number' : field.type === 'date' ? 'date' : 'text',
        valueEditorType: (operator: string) => {
          if (operator === 'isEmpty') return 'select' as const;
          if (values.length === 0 || free.has(operator)) return 'text' as const;
          return operator === 'in' || operator === 'notIn' ? ('multiselect' as const) : ('select' as const);
        },
        defaultValue: '',
      };
    });
    const operatorsOf = (name: string) => {
      const field = fields.find(({ kind, id }) => `${kind}:${id}` === name);
      return (field?.operators ?? []).map((operator) => ({
        name: operator,
        value: operator,
        label: t(`operators.${operator}` as 'operators.is'),
      }));
    };
    const first = fields.find(({ id }) => id === 'spend') ?? fields[0];
    const firstRule: RuleType = {
      field: first === undefined ? '' : `${first.kind}:${first.id}`,
      operator: first?.operators[0] ?? 'is',
      value: '',
    };
    return {
      fields: shown as unknown as FullField[],
      firstRule,
      operatorsOf,
      valuesOf,
      combinators: [
        { name: 'all', value: 'all', label: t('filter.all') },
        { name: 'any', value: 'any', label: t('filter.any') },
      ],
      translations: {
        addRule: { label: t('filter.addRule'), title: t('filter.addRule') },
        addGroup: { label: t('filter.addGroup'), title: t('filter.addGroup') },
        removeRule: { label: '×', title: t('filter.remove') },
        removeGroup: { label: '×', title: t('filter.remove') },
        fields: { title: t('filter.field') },
        operators: { title: t('filter.operator') },
        value: { title: t('filter.value') },
        combinators: { title: t('filter.combinator') },
      },
    };
  }, [fields, tiers, say, t, nameOf]);
}

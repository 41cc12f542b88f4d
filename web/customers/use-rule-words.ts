import { useTranslation } from 'react-i18next';
import type { Fields } from '../api/contract.ts';
import { type Format, useFormat } from '../shown/use-format.ts';
import { useName, useSay } from '../texts/use-say.ts';
import { isTest, type Rule, subjectOf, testsOf } from './rule.ts';

/** Says rules in words: `消费总额至少 ¥1,000`. */
export function useRuleWords({ fields, tiers }: Fields): (rule: Rule) => string {
  const { t } = useTranslation();
  const say = useSay();
  const nameOf = useName();
  const format: Format = useFormat();

  const valueWords = (value: unknown, id: string, type: string): string => {
    if (Array.isArray(value)) return value.map((one) => valueWords(one, id, type)).join(t('comma'));
    const tier = id === 'tier' ? tiers.find((one) => one.id === value) : undefined;
    return tier === undefined ? format.value(value, type) : say(tier.name);
  };

  const testWords = (rule: Rule): string => {
    const { kind, id } = subjectOf(rule);
    const field = fields.find((one) => one.id === id && one.kind === kind);
    const name = nameOf(field?.name ?? id);
    return testsOf(rule)
      .map(([operator, value]) => {
        if (operator === 'isEmpty')
          return t(value === true ? 'filter.isEmpty' : 'filter.isNotEmpty', { name });
        const key = `operators.${operator}` as 'operators.is';
        return t('filter.test', {
          name,
          operator: t(key),
          value: valueWords(value, id, field?.unit ?? field?.type ?? 'text'),
        });
      })
      .join(t('filter.and'));
  };

  const words = (rule: Rule): string => {
    if (isTest(rule)) return testWords(rule);
    if (Array.isArray(rule.all)) return rule.all.map((part) => words(part as Rule)).join(t('filter.and'));
    if (Array.isArray(rule.any)) return rule.any.map((part) => words(part as Rule)).join(t('filter.or'));
    return t('filter.not', { rule: words(rule.not as Rule) });
  };
  return words;
}

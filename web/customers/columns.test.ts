import { expect, it } from 'vitest';
import type { FilterField } from '../api/contract.ts';
import { columnsOf } from './columns.ts';

it('columns of shares are shown as percentages and are numbers still', () => {
  const field = (id: string, unit: FilterField['unit']): FilterField => ({
    ...{ id, unit, type: 'fraction', name: { zh: id, en: id }, kind: 'metric' },
    ...{ sealed: false, operators: [], sortable: true, choices: [] },
  });
  const shown = columnsOf([field('refund_rate', 'ratio'), field('visits', null)]);
  expect(shown.map(({ type, shownAs }) => [type, shownAs])).toEqual([
    ['fraction', 'ratio'],
    ['fraction', 'fraction'],
  ]);
});

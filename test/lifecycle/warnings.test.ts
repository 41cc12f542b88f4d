import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../src/domain/calendar.ts';
import { prospect, warn } from '../../src/domain/lifecycle/warning.ts';
import { computed, holding, policyOf, walk } from './walk.ts';

const yearly = { downgrade: 'period-end', period: { calendar: 'year' } };
const lost = () => 0;

function warnings(policy: object, facts: (at: string) => number, more: object = {}) {
  const told = walk({
    policy: { warn: { days: 30 }, ...policy },
    held: holding(1, '2023-03-10', more),
    from: '2024-06-01',
    to: '2025-04-30',
    facts,
  });
  return [...told.warnings, ...told.changes];
}

describe('warnings before a downgrade (R019)', () => {
  it('the given number of days before it takes effect, whoever would fall if nothing more happened is warned', () => {
    expect(warnings(yearly, lost)).toEqual(['2024-12-02 for 2025-01-01', '2025-01-01 downgrade 1→0']);
  });

  it('before an anniversary too', () => {
    const anniversary = { downgrade: 'anniversary' };
    expect(warnings(anniversary, lost)).toEqual(['2025-02-08 for 2025-03-10', '2025-03-10 downgrade 1→0']);
  });

  it('grace moves the warning with the effective day', () => {
    expect(warnings({ ...yearly, grace: { days: 10 } }, lost)).toEqual([
      '2024-12-12 for 2025-01-11',
      '2025-01-11 downgrade 1→0',
    ]);
    expect(warnings({ ...yearly, grace: { days: 60 } }, lost)).toEqual([
      '2025-01-31 for 2025-03-02',
      '2025-03-02 downgrade 1→0',
    ]);
  });

  it('validity moves the warning with the effective day', () => {
    expect(warnings({ ...yearly, validity: { months: 24 } }, lost)).toEqual([
      '2025-02-08 for 2025-03-10',
      '2025-03-10 downgrade 1→0',
    ]);
  });

  it('where validity ends long after the decision day, the warning may come before both', () => {
    const told = walk({
      policy: { ...yearly, warn: { days: 90 }, validity: { months: 24 } },
      held: holding(1, '2023-03-10'),
      from: '2024-06-01',
      to: '2025-03-10',
      facts: lost,
    });
    expect(told.warnings).toEqual(['2024-12-10 for 2025-03-10']);
  });

  it('at once: values that will fall by themselves are seen coming', () => {
    const facts = (at: string) => (at < '2024-12-25' ? 1 : 0);
    expect(warnings({}, facts)).toEqual(['2024-11-25 for 2024-12-25', '2024-12-25 downgrade 1→0']);
  });

  it('who buys after the warning is warned again, for the new day', () => {
    const facts = (bought: boolean) => (at: string) => (at < (bought ? '2025-01-10' : '2024-12-25') ? 1 : 0);
    const policy = policyOf({ warn: { days: 30 } });
    let state = holding(1, '2023-03-10');
    const told: string[] = [];
    for (let at = day('2024-11-20'); at < '2025-01-10'; at = addDays(at, 1)) {
      const ahead = prospect(policy, state, at);
      if (ahead === null) continue;
      const warned = warn(state, at, ahead, computed(facts(at >= '2024-12-01')(ahead.asOf)));
      state = warned.state;
      if (warned.warning) told.push(`${at} for ${warned.warning}`);
    }
    expect(told).toEqual(['2024-11-25 for 2024-12-25', '2024-12-11 for 2025-01-10']);
  });

  it('who would keep his tier as of the decision day is not warned', () => {
    expect(warnings(yearly, (at) => (at < '2024-12-31' ? 0 : 1))).toEqual([]);
  });

  it('a fall that was not in sight in time is warned of on the day it is scheduled, once', () => {
    const anniversary = { downgrade: 'anniversary', grace: { days: 5 } };
    // As of its eve nothing was to happen; a refund of that day, known on no day before, brought the fall.
    const told = walk({
      policy: { warn: { days: 30 }, ...anniversary },
      held: holding(1, '2024-01-20'),
      from: '2025-01-19',
      to: '2025-02-10',
      facts: lost,
    });
    expect(told.warnings).toEqual(['2025-01-19 for 2025-01-25']);
  });

  it.each([
    ['2025-01-10', '2025-01-05 for 2025-01-21'],
    ['2025-03-31', '2025-03-12 for 2025-04-11'],
  ])('a downgrade that a freeze until %s moves is warned of again, for its new day', (end, warning) => {
    const told = walk({
      policy: { warn: { days: 30 }, ...yearly, grace: { days: 10 } },
      held: holding(1, '2023-01-01'),
      from: '2024-12-01',
      to: '2025-06-01',
      facts: lost,
      frozenUntil: (at) => (at < '2025-01-05' ? null : end),
    });
    expect(told.warnings).toEqual(['2024-12-12 for 2025-01-11', warning]);
  });

  it('without a downgrade or without `warn` nobody is warned', () => {
    expect(warnings({ downgrade: 'never' }, lost)).toEqual([]);
    const silent = walk({
      policy: yearly,
      held: holding(1, '2023-03-10'),
      from: '2024-06-01',
      to: '2025-01-31',
      facts: lost,
    });
    expect([silent.warnings, silent.changes]).toEqual([[], ['2025-01-01 downgrade 1→0']]);
  });
});

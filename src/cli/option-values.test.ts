import { expect, it } from 'vitest';
import { InputError } from '../domain/problem.ts';
import { dayOption } from './option-values.ts';

it.each([
  '2026-01-01',
  ' 2026-01-01 ',
  '2026/1/1',
  '2026-1-1',
  '2026.1.1',
  '2026年1月1日',
  '２０２６年１月１日',
  '20260101',
  '1 Jan 2026',
])('R031 takes %s for 2026-01-01', (written) => {
  expect(dayOption('--as-of', written)).toBe('2026-01-01');
});

it('R031 takes a day whose order is known, and days long gone or to come in plain form', () => {
  expect(dayOption('--as-of', '3/4/2026', 'mdy')).toBe('2026-03-04');
  expect(dayOption('--as-of', '3/4/2026', 'dmy')).toBe('2026-04-03');
  expect(dayOption('--as-of', '1800-01-01')).toBe('1800-01-01');
});

it.each([
  ['soon', /应是日期，如/],
  ['', /应是日期，如/],
  ['-', /应是日期，如/],
  ['2026', /应是日期，如/],
  ['46000', /应是日期，如/],
  ['1767225600', /应是日期，如/],
  ['2026-01-01 10:00', /应是日期，如/],
  ['2026-01-01T00:00:00Z', /应是日期，如/],
  ['2026-02-30', /没有这一天/],
  ['3/4/2026', /--dates/],
  ['26/1/1', /两位/],
])('R031 refuses %j and says why', (written, zh) => {
  const attempt = (): unknown => {
    try {
      return dayOption('--as-of', written);
    } catch (error) {
      return error;
    }
  };
  const error = attempt();
  const [problem] = error instanceof InputError ? error.problems : [];
  expect(problem).toMatchObject({ code: 'not-a-day', path: '--as-of' });
  expect(problem?.message.zh).toMatch(zh);
  expect(problem?.message.zh).toContain(`“${written}”`);
  expect(problem?.message.en).toContain(`“${written}”`);
});

import { expect, it } from 'vitest';
import { auditActions } from '../src/features/audit/audit.ts';
import { en } from '../web/texts/en.ts';
import { zh } from '../web/texts/zh.ts';

it.each([
  ['Chinese', zh.actions],
  ['English', en.actions],
])('the page of what was done says every action in %s', (_, actions) => {
  expect(Object.keys(actions).toSorted()).toEqual([...auditActions].toSorted());
  expect(Object.values(actions)).not.toContain('');
});

import { expect, it } from 'vitest';
import { readPath, valueAt } from '../../src/features/sources/json-path.ts';
import { cleaned, placesIn, prettySample, readSample } from './mapping.ts';

it('R032 shows a sample with all digits of its numbers, and its places as they are read', () => {
  const sample = '{"id":820982911946154508,"a\'b":{"c.d":1},"items":[{"n":2}]}';
  expect(prettySample(sample)).toContain('820982911946154508');
  expect(prettySample('no json')).toBe('no json');
  const document = readSample(sample);
  const { values, lists } = placesIn(document);
  expect(values.map((path) => valueAt(document, readPath(path) ?? ['?']))).toEqual([
    '820982911946154508',
    1,
    2,
  ]);
  expect(lists).toEqual(['items']);
});

it('R032 keeps of a mapping what is filled in', () => {
  const fields = { orderId: 'no', amount: '', quantity: 'n', externalId: 'id' };
  expect(cleaned({ what: 'orders', fields, only: { path: 'type', values: ['a', ' b', ' '] } })).toEqual({
    what: 'orders',
    fields: { orderId: 'no', quantity: 'n' },
    only: { path: 'type', values: ['a', 'b'] },
  });
});

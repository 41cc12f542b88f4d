import { expect, test } from 'vitest';
import { sourcesOf, stores } from './channels.ts';
import { dateIn, festivals } from './festivals.ts';
import { categories } from './goods.ts';
import { fashionOf, surnames } from './names.ts';
import { cities } from './regions.ts';

test('no word needs quotes in a CSV file or would run in a spreadsheet', () => {
  const words = [
    ...categories.flatMap(({ name, products }) => [name, ...products.map((product) => product.name)]),
    ...stores.flatMap((store) => [
      store.name,
      store.channel,
      ...store.owners,
      ...sourcesOf(store.channel).words,
    ]),
    ...surnames.words,
    ...cities.words,
  ];
  expect(words.filter((word) => word === '' || /[\s,"]|^[=+\-@]/.test(word))).toEqual([]);
});

test('a dozen categories and more, each with six products at a price', () => {
  expect(categories.length).toBeGreaterThanOrEqual(12);
  for (const { products } of categories) {
    expect(products.length).toBeGreaterThanOrEqual(6);
    expect(products.every(({ price }) => Number.isInteger(price) && price > 0)).toBe(true);
  }
});

test('no surname or city twice, and all have a weight', () => {
  for (const { words, weights } of [surnames, cities]) {
    expect(new Set(words).size).toBe(words.length);
    expect(weights.every((weight) => weight > 0)).toBe(true);
  }
});

test('every generation has names for women and men', () => {
  for (const year of [1955, 1975, 1985, 1995, 2005])
    for (const names of [fashionOf(year).women, fashionOf(year).men])
      expect(names.firsts.length * names.seconds.length).toBeGreaterThan(90);
});

test('lunar feasts are known for 2015 to 2035 in their season', () => {
  const seasons = { 春节: ['01-21', '02-20'], 七夕: ['07-31', '08-30'], 中秋: ['09-07', '10-08'] } as const;
  for (const [feast, [from, to]] of Object.entries(seasons))
    for (let year = 2015; year <= 2035; year += 1) {
      const date = dateIn(year, feast) ?? '';
      expect(date >= from && date <= to).toBe(true);
    }
  expect(dateIn(2026, '春节')).toBe('02-17');
  expect(dateIn(2027, '春节')).toBe('02-06');
  expect(dateIn(2025, '中秋')).toBe('10-06');
  expect(dateIn(2036, '春节')).toBeUndefined();
  expect(festivals.every(({ on }) => dateIn(2025, on) !== undefined)).toBe(true);
});

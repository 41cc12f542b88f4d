import { type Text, text } from './text.ts';

/** What stands between several chosen ones, which are kept as one text. */
export const BETWEEN_CHOICES = '、';

/** How choices are shown where shops keep a Chinese word. */
export const choiceWords: ReadonlyMap<string, Text> = new Map([
  ['女', text('女', 'female')],
  ['男', text('男', 'male')],
]);

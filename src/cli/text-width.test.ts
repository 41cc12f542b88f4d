import { expect, it } from 'vitest';
import { textWidth, wrapText } from './text-width.ts';

it.each([
  ['', 0],
  ['abc', 3],
  ['等级', 4],
  ['--lang <语言>', 13],
  ['（默认 1000）', 13],
])('R031 %j takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width);
});

it('R031 breaks Chinese between characters, never before a sign, and English between words', () => {
  expect(wrapText('等级标准，自己的文件', 10)).toBe('等级标准，\n自己的文件');
  expect(wrapText('等级标准，自己的文件', 8)).toBe('等级标\n准，自己\n的文件');
  expect(wrapText('one two three', 8)).toBe('one two\nthree');
  expect(wrapText('supermarket、coffee、b2b', 20)).toBe('supermarket、\ncoffee、b2b');
});

it('R031 keeps line breaks, and words wider than the line', () => {
  expect(wrapText('a\n\nb', 5)).toBe('a\n\nb');
  expect(wrapText('a cosmetics-since-upgrade b', 8)).toBe('a\ncosmetics-since-upgrade\nb');
});

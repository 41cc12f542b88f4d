import { type Text, text } from '../text.ts';

/** `a、b 或 c`, `a, b or c`. */
export function either(items: readonly Text[]): Text {
  return listed(items, text('或', ' or '));
}

/** `a、b 和 c`, `a, b and c`. */
export function both(items: readonly Text[]): Text {
  return listed(items, text('和', ' and '));
}

function listed(items: readonly Text[], last: Text): Text {
  const end = items.at(-1) ?? text('', '');
  const start = items.slice(0, -1);
  if (start.length === 0) return end;
  const zh = start.map((item) => item.zh).join('、');
  const en = start.map((item) => item.en).join(', ');
  return text(spaced(zh, last.zh, end.zh), `${en}${last.en}${end.en}`);
}

export function joined(items: readonly Text[], separator: Text): Text {
  return text(items.map(({ zh }) => zh).join(separator.zh), items.map(({ en }) => en).join(separator.en));
}

/** The remarks in one pair of brackets, as Chinese and English set them; nothing for no remarks. */
export function inBrackets(remarks: readonly Text[]): Text {
  if (remarks.length === 0) return text('', '');
  const { zh, en } = joined(remarks, text('；', '; '));
  return text(`（${zh}）`, ` (${en})`);
}

/** Chinese pieces in a row, with a space where a Latin letter or digit meets a Chinese character. */
export function spaced(...pieces: readonly string[]): string {
  return pieces.reduce((before, after) => {
    const meet = (latinEnd.test(before) && chineseStart.test(after)) || latinAfterChinese(before, after);
    return meet ? `${before} ${after}` : `${before}${after}`;
  });
}

const latinEnd = /[A-Za-z0-9%]$/;
const chineseStart = /^\p{Script=Han}/u;

function latinAfterChinese(before: string, after: string): boolean {
  return /\p{Script=Han}$/u.test(before) && /^[A-Za-z0-9¥$€£]/.test(after);
}

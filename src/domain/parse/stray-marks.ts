import { type Text, text } from '../text.ts';

/** A slip of the keyboard: where it stands in its line, counted from 0, and what to type instead. */
export interface StrayMark {
  readonly at: number;
  readonly message: Text;
}

/**
 * What an input method or a word processor put where YAML wants a sign of its own: `：`, `，`, “ ”, a tab as
 * indentation, no space after a colon. Looks at one line; texts in quotes and comments are left alone.
 */
export function strayMark(line: string): StrayMark | undefined {
  const bare = withoutTexts(line.slice(0, LONGEST));
  for (const { pattern, message } of slips) {
    const found = pattern.exec(bare);
    const place = found?.indices?.[1] ?? found?.indices?.[2];
    if (place !== undefined) return { at: place[0], message: message(bare.slice(...place)) };
  }
  return undefined;
}

/** What is looked at of a line: the patterns take quadratic time on lines nobody writes. */
const LONGEST = 500;

/** The line with its quoted texts and its comment blotted out, everything else in its place. */
export function withoutTexts(line: string): string {
  return line
    .replace(/(?<=^|[\s[{,:：，])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/g, (quoted) =>
      '_'.repeat(quoted.length),
    )
    .replace(/(?<=^|\s)#.*/, '');
}

interface Slip {
  /** Its group, or the one of its two that is there, is the mark. */
  readonly pattern: RegExp;
  readonly message: (mark: string) => Text;
}

const key = '[\\p{L}\\p{N}_-]+';
/** Where a key begins: at the start of a line or after `{` or a comma within braces. */
const start = '(?:^ *(?:- +)*|[{｛] *|[{｛][^}]*[,，] *)';

const slips: readonly Slip[] = [
  {
    pattern: /^ *(\t)/d,
    message: () =>
      text(
        '缩进用了 Tab，YAML 只认空格：请改成空格',
        'a tab indents this line; YAML wants spaces: use those',
      ),
  },
  {
    pattern: /^ *([\u3000\u00a0])/d,
    message: () =>
      text(
        '缩进用了全角空格或特殊空格：请改成普通（半角）空格',
        'a full-width or non-breaking space indents this line: use ordinary spaces',
      ),
  },
  {
    pattern: /^ *([－–—])/d,
    message: (mark) =>
      text(
        `“${mark}”不是列表的减号：请改成英文减号加空格“- ”`,
        `“${mark}” does not begin an item: write a hyphen and a space, “- ”`,
      ),
  },
  {
    pattern: /^ *(-)[\p{L}_]/du,
    message: () => text('“-”后面缺少空格：请写成“- ”', 'a space is missing after “-”: write “- ”'),
  },
  {
    pattern: new RegExp(`${start}${key} *(：)`, 'du'),
    message: () =>
      text(
        '冒号是全角的“：”：请改成英文冒号加空格“: ”',
        'the colon is a full-width “：”: write “: ”, a plain colon and a space',
      ),
  },
  {
    pattern: new RegExp(`[{｛][^}]*(，) *${key} *[:：]`, 'du'),
    message: () =>
      text(
        '逗号是全角的“，”：请改成英文逗号“, ”',
        'the comma is a full-width “，”: write “, ”, a plain comma and a space',
      ),
  },
  {
    pattern: new RegExp(`(?:${start}|${key}[:：] *)([“”‘’＂＇])`, 'du'),
    message: (mark) =>
      text(
        `引号是全角的 ${mark} ：请改成英文引号 "…"，或不加引号`,
        `${mark} is a typographic quote: write "…" with plain quotes, or none`,
      ),
  },
  {
    pattern: /[:：-] *([｛【［])/d,
    message: (mark) =>
      text(
        `括号是全角的 ${mark} ：请改成英文的 { } 或 [ ]`,
        `${mark} is a full-width bracket: write { } or [ ]`,
      ),
  },
  {
    pattern: new RegExp(`${start}${key}:([\u3000\u00a0])`, 'du'),
    message: () =>
      text(
        '冒号后面是全角空格或特殊空格：请改成普通（半角）空格',
        'the space after the colon is full-width or non-breaking: use an ordinary one',
      ),
  },
  {
    pattern: new RegExp(`${start}${key}(:)[^\\s,\\]}]`, 'du'),
    message: () => text('冒号后面缺少空格：请写成“: ”', 'a space is missing after the colon: write “: ”'),
  },
  {
    // In a list of numbers [100,200] may be meant; 1,000 cannot.
    pattern:
      /: *([¥￥$€£]?[1-9]\d{0,2}(?:,\d{3})+)(?= *[.,}元])|[[,] *([¥￥$€£]?[1-9]\d{0,2}(?:,\d{3})*,0\d\d)\b/d,
    message: (mark) =>
      text(
        `“${mark}”会在逗号处被拆开：请写 ${mark.replace(/\D/g, '')}`,
        `“${mark}” is split at its comma: write ${mark.replace(/\D/g, '')}`,
      ),
  },
];

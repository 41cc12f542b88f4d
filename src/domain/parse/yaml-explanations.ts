import type { ErrorCode, YAMLError } from 'yaml';
import { text } from '../text.ts';
import { type Mistake, slipIn } from './line-slip.ts';
import { withoutTexts } from './stray-marks.ts';
import type { WrittenLines } from './written-lines.ts';

/** What one of the parser's complaints comes from, and where that is. */
export function explain(written: WrittenLines, error: YAMLError): Mistake {
  return (byCode[error.code] ?? unclear)(written, error);
}

type Explain = (written: WrittenLines, error: YAMLError) => Mistake;

function says(zh: string, en: string): Explain {
  return (_, { pos }) => ({ at: pos[0], message: text(zh, en) });
}

const unclear = says(
  '这里看不懂：请检查冒号、逗号、括号、引号和缩进',
  'this cannot be understood: check colons, commas, brackets, quotes and indentation',
);
const indentation = text(
  '缩进不对：同一级的各行要从同一列开始，下一级多缩进两个空格',
  'wrong indentation: lines of one level begin in the same column, the next level two spaces further in',
);
const noColon = text(
  '缺少冒号：每行应写成“键: 值”，用英文冒号加空格',
  'a colon is missing: write “key: value” with a colon and a space',
);
const missingComma = says(
  '{ } 和 [ ] 里的各项之间缺少英文逗号“,”',
  'a comma is missing between the items within { } or [ ]',
);

const byCode: Readonly<Partial<Record<ErrorCode, Explain>>> = {
  MULTIPLE_DOCS: says('只能有一个文档（一个 ---）', 'only one document may stand here (one ---)'),
  TAG_RESOLVE_FAILED: says(
    '不能使用 YAML 标签（!）；以 ! 开头的文字请加引号',
    'YAML tags (!) are not allowed; put a text that begins with ! in quotes',
  ),
  TAB_AS_INDENT: says(
    '缩进用了 Tab，YAML 只认空格：请改成空格',
    'a tab indents this line; YAML wants spaces: use those',
  ),
  BLOCK_IN_FLOW: missingComma,
  BLOCK_AS_IMPLICIT_KEY: keyWithinValue,
  MULTILINE_IMPLICIT_KEY: keyWithinValue,
  BAD_INDENT: (written, error) =>
    error.message.startsWith('Flow')
      ? unclosedBracket(written, error)
      : { at: written.firstInk(written.place(error.pos[0]).line), message: indentation },
  BAD_SCALAR_START: (written, { pos }) => {
    const sign = written.text.charAt(pos[0]);
    return {
      at: pos[0],
      message: text(
        `文字以 ${sign} 开头时要加引号："…"`,
        `a text that begins with ${sign} needs quotes: "…"`,
      ),
    };
  },
  BAD_DQ_ESCAPE: says(
    '双引号里的 \\ 有特殊含义：请改用单引号，或写成 \\\\',
    'within double quotes \\ is special: use single quotes, or write \\\\',
  ),
  MISSING_CHAR: missingSign,
  UNEXPECTED_TOKEN: unexpected,
};

/** A second colon in the line; or the next line, indented too far, was taken for a part of this one's value. */
function keyWithinValue(written: WrittenLines, error: YAMLError): Mistake {
  const { pos } = error;
  const { line, column } = written.place(pos[0]);
  const bare = withoutTexts(written.line(line));
  if (/: |:$/.test(bare.slice(column - 1))) {
    return {
      at: pos[0],
      message: text(
        '一行里有两个“: ”：值里有冒号时，请给整个值加英文引号 "…"',
        'two “: ” in one line: if the value has a colon in it, put the whole value in quotes "…"',
      ),
    };
  }
  if (openBracket(written, pos[0]) !== undefined) return missingComma(written, error);
  if (/^[ -]*$/.test(bare.slice(0, column - 1))) return { at: pos[0], message: noColon };
  const next = written.nextLine(line);
  return slipIn(written, next) ?? { at: written.firstInk(next), message: indentation };
}

function missingSign(written: WrittenLines, error: YAMLError): Mistake {
  const { pos, message } = error;
  if (message.startsWith('Missing closing')) return unclosedQuote(written, error);
  if (message.startsWith('Flow')) return unclosedBracket(written, error);
  if (message.startsWith('Missing ,')) return missingComma(written, error);
  if (message.startsWith('Implicit')) return { at: pos[0], message: noColon };
  if (message.startsWith('Sequence')) {
    return { at: written.firstInk(written.place(pos[0]).line), message: indentation };
  }
  return message.startsWith('Comments')
    ? says('# 前面要有空格', 'a space belongs before #')(written, error)
    : unclear(written, error);
}

function unclosedQuote(written: WrittenLines, { pos, message }: YAMLError): Mistake {
  const mark = message.includes('"') ? '"' : "'";
  return {
    at: written.quoteEndingAt(pos[0]) ?? pos[0],
    message: text(
      `引号 ${mark} 没有配对：请补上后一个`,
      `the quote ${mark} is never closed: add the second one`,
    ),
  };
}

function unclosedBracket(written: WrittenLines, { pos }: YAMLError): Mistake {
  const open = openBracket(written, pos[0]) ?? pos[0];
  const mark = written.text.charAt(open);
  const closing = mark === '[' ? ']' : '}';
  return {
    at: open,
    message: text(
      `括号 ${mark} 没有配对：请补上 ${closing}，各项写在同一行或多缩进一些`,
      `the bracket ${mark} is never closed: add ${closing}, and keep what it holds in one line or indented`,
    ),
  };
}

/** The innermost bracket that is open before a place. */
function openBracket(written: WrittenLines, before: number): number | undefined {
  const open: number[] = [];
  const { line: last } = written.place(before);
  for (let line = 1; line <= last; line++) {
    const start = written.start(line);
    for (const { 0: mark, index } of withoutTexts(written.line(line)).matchAll(/[{}[\]]/g)) {
      if (start + index >= before) break;
      if (mark === '{' || mark === '[') open.push(start + index);
      else open.pop();
    }
  }
  return open.at(-1);
}

function unexpected(written: WrittenLines, error: YAMLError): Mistake {
  const sign = written.text.charAt(error.pos[0]);
  if (sign === '}' || sign === ']') {
    return says(`多了一个 ${sign}：请删去`, `one ${sign} too many: take it away`)(written, error);
  }
  if (sign === ',') return says('多了一个逗号', 'one comma too many')(written, error);
  if (error.message.startsWith('Not a YAML token')) {
    return says(
      '值不能以 > 或 | 开头：比较请写 over: 1000 或 atLeast: 1000，文字请加引号',
      'a value cannot begin with > or |: write over: 1000 or atLeast: 1000 to compare, and put texts in quotes',
    )(written, error);
  }
  const { line } = written.place(error.pos[0]);
  if (error.pos[0] === written.firstInk(line)) return { at: error.pos[0], message: indentation };
  return says(
    '这里的文字和前面连不上：整个值请放进一对引号 "…"',
    'this does not belong to what stands before it: put the whole value in one pair of quotes "…"',
  )(written, error);
}

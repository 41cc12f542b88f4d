import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';

function read(written: string): unknown {
  const found = readDocument(written);
  if (found.ok) return found.document;
  throw new Error(found.problems.map(({ path, message }) => `${path} ${message.en}`).join('\n'));
}

function codes(written: string): string[] {
  const found = readDocument(written);
  return found.ok ? [] : found.problems.map(({ code, message }) => `${code} ${lineIn(message.en)}`.trim());
}

function lineIn(message: string): string {
  return /^line \d+/.exec(message)?.[0] ?? '';
}

describe('a document is YAML 1.2 of the core schema (R009–R014)', () => {
  it.each([
    ['no', 'no'],
    ['yes', 'yes'],
    ['on', 'on'],
    ['y', 'y'],
    ['2024-01-01', '2024-01-01'],
    ['2024-01-01T10:00:00Z', '2024-01-01T10:00:00Z'],
    ['12:30', '12:30'],
    ['1_000', '1_000'],
    ['5,000', '5,000'],
    ['0777', 777],
    ['0o17', 15],
    ['0x1F', 31],
    ['1e3', 1000],
    ['-0.5', -0.5],
    ['true', true],
    ['FALSE', false],
    ['~', null],
    ['', null],
    ['"123"', '123'],
    ['!!str 123', '123'],
  ])('%s is %j', (written, value) => {
    expect(read(`a: ${written}`)).toEqual({ a: value });
  });

  it('a merge key is a key like others', () => {
    expect(read('<<: { a: 1 }')).toEqual({ '<<': { a: 1 } });
  });

  it('a YAML 1.1 directive does not bring its dates and yes and no', () => {
    expect(read('%YAML 1.1\n---\n{ a: no, b: 2024-01-01 }')).toEqual({ a: 'no', b: '2024-01-01' });
  });

  it('JSON is read as well, with its escapes and tabs', () => {
    const value = { name: 'Eve "😀" O\'Neil / Köln', list: [1, 2.5, null, true, { a: 'b' }] };
    expect(read(JSON.stringify(value))).toEqual(value);
    expect(read(JSON.stringify(value, null, '\t'))).toEqual(value);
    expect(read('{"a":"\\ud83d\\ude00\\/\\u4e00"}')).toEqual({ a: '😀/一' });
  });

  it('a byte order mark and comments are left out', () => {
    expect(read('\uFEFF# 等级标准\na: 1 # one')).toEqual({ a: 1 });
  });

  it('a key named __proto__ is a key like others', () => {
    const document = read('__proto__: { polluted: true }');
    expect(Object.keys(document as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined);
  });

  it.each([
    '!!timestamp 2024-01-01',
    '!!binary aGk=',
    '!!set { x, y }',
    '!!omap [a: 1]',
    '!!js/function x',
    '!x 1',
  ])('a tag beyond the core is refused: %s', (written) => {
    expect(codes(`a: ${written}`)).toEqual(['yaml line 1']);
  });
});

describe('what a document may not be (R009–R014)', () => {
  it.each([
    ['a: &x { b: 1 }\nc: *x'],
    ['a: &x 1\nb: *x'],
    ['a: &x {}\nb: *x'],
    ['a: &x []\nb: [*x, *x]'],
    ['- &a [*a]'],
    ['a: *nowhere'],
    [`a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]`],
    ['name: &vip gold'],
    ['&x name: gold'],
    ['{ *x : gold }'],
    ['- &x'],
  ])('one with aliases or anchors: %j', (written) => {
    expect(codes(written)).toEqual(['alias line 1']);
  });

  it('one with the same key twice, which is named by line', () => {
    expect(codes('a: 1\nb: 2\na: 3')).toEqual(['yaml line 3']);
    expect(codes('{"a":1,"a":1}')).toEqual(['yaml line 1']);
    expect(codes('x:\n  - { id: 1, id: 2 }\n')).toEqual(['yaml line 2']);
  });

  it.each(['1: a\n"1": b', '1.0: a\n1: b', '0x10: a\n16: b', 'true: a\n"true": b', '~: a\n"": b'])(
    'one with the same key in two spellings: %j',
    (written) => {
      expect(codes(written)).toEqual(['yaml line 2']);
    },
  );

  it.each(['{ [1, 2]: 3 }', 'name: {{ shop }}', '? { a: 1 }\n: 2'])(
    'one with a key that is no single value: %s',
    (written) => {
      expect(codes(written)).toEqual(['yaml line 1']);
    },
  );

  it('one with very many keys takes no longer for it', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `a${index}: 1`).join('\n');
    expect(codes(keys)).toEqual([]);
  });

  it('one larger than 256 kB, counted in bytes', () => {
    const filled = (bytes: number) => `a: ${'x'.repeat(bytes - 3)}`;
    expect(codes(filled(256 * 1024))).toEqual([]);
    expect(codes(filled(256 * 1024 + 1))).toEqual(['too-large']);
    expect(codes(`a: ${'茶'.repeat(90_000)}`)).toEqual(['too-large']);
  });

  it('several in one text', () => {
    expect(codes('a: 1\n---\nb: 2')).toEqual(['yaml line 2']);
  });

  it('one that is not well formed, with every mistake the parser finds', () => {
    expect(codes('a: [1, 2\nb: {')).not.toEqual([]);
    expect(codes('a: "unclosed')).toEqual(['yaml line 1']);
    expect(codes('a: 1\n\tb: 2').length).toBeGreaterThan(0);
  });

  it('one nested beyond measure, again and again: the parser would end the process', () => {
    for (const opening of ['[', '{', '{a: ', '- ', '? ', '[', '- ']) {
      expect(codes(opening.repeat(50_000))).toEqual(['too-deep']);
    }
    expect(codes(`${'['.repeat(200)}${']'.repeat(200)}`)).toEqual([]);
    expect(codes(`${'['.repeat(201)}${']'.repeat(201)}`)).toEqual(['too-deep']);
  });

  it('and what is wrong is said in both languages, with line and column', () => {
    const found = readDocument('a: 1\nb: 2\n  a: 3\na: 4');
    const messages = found.ok ? [] : found.problems.map(({ message }) => message);
    expect(messages.length).toBeGreaterThan(0);
    for (const { zh, en } of messages) {
      expect(zh).toMatch(/^第 \d+ 行第 \d+ 列：/);
      expect(en).toMatch(/^line \d+, column \d+: /);
    }
  });
});

describe('a mistake is named in words for people, where it was made (R009–R014)', () => {
  const said = (written: string): string[] => {
    const found = readDocument(written);
    return found.ok ? [] : found.problems.map(({ message }) => message.zh);
  };

  it.each([
    ['a full-width colon', 'tierbook: 1\nid：a\nname: b\n', 2, 3, /全角的“：”/, /full-width “：”/],
    ['a full-width colon in braces', 'a: { id: b, name： x }\n', 1, 17, /全角的“：”/, /full-width “：”/],
    ['a full-width colon of a key with more below', 'metrics：\n  m: 1\n', 1, 8, /“：”/, /“：”/],
    ['a full-width colon after a quoted key', '{ "a"： 1 }', 1, 6, /“：”/, /“：”/],
    ['a full-width comma', 'w: { last: 12， unit: month }\n', 1, 14, /全角的“，”/, /full-width “，”/],
    ['full-width quotes around a key', '“id”: a\n', 1, 1, /引号是全角/, /typographic quote/],
    ['full-width quotes around a colon', 'name: “a: b”\n', 1, 7, /引号是全角/, /typographic quote/],
    ['full-width brackets', 'a: ｛ id: b ｝\n', 1, 4, /括号是全角/, /full-width bracket/],
    ['a full-width dash', 'tiers:\n  －id: a\n', 2, 3, /“－”/, /“－”/],
    ['full-width spaces', 'tiers:\n　- id: a\n', 2, 1, /全角空格/, /full-width or non-breaking/],
    ['a full-width space after the colon', 'a: 1\nb:　1\n', 2, 3, /全角空格/, /non-breaking/],
    ['a tab', 'tiers:\n\t- id: a\n', 2, 1, /Tab/, /a tab/],
    ['a tab after spaces', 'a: 1\n  \tb: 2\n', 2, 3, /Tab/, /a tab/],
    [
      'no space after the colon',
      'tierbook: 1\nid:a\n',
      2,
      3,
      /冒号后面缺少空格/,
      /space is missing after the colon/,
    ],
    ['no space after the dash', 'tiers:\n  -id: a\n', 2, 3, /“-”后面缺少空格/, /missing after “-”/],
    ['a comma in a number', 'w: { atLeast: 1,000,000 }', 1, 15, /请写 1000000/, /write 1000000/],
    ['a comma in a sum', 'w: { atLeast: ¥20,000 }', 1, 15, /请写 20000/, /write 20000/],
    ['a comma in a number of a list', 's: [[0, 1], [1,000, 2]]', 1, 14, /请写 1000/, /write 1000/],
    ['a double quote', 'a: 1\nb: "abc\nc: 2\n', 2, 4, /引号 "/, /quote "/],
    ['a single quote', "a: 1\nb: 'abc\nc: 2\n", 2, 4, /引号 '/, /quote '/],
    ['a square bracket', 'a: [1, 2\nb: 3\n', 1, 4, /补上 \]/, /add \]/],
    ['a brace', 't:\n  - { id: a, n: [1]\n  - { id: c }\n', 2, 5, /补上 \}/, /add \}/],
    ['a brace at the end', '{ "a": [1]', 1, 1, /补上 \}/, /add \}/],
    ['one brace too many', 'a: { x: 1 }}\nb: 1\n', 1, 12, /多了一个 \}/, /one \} too many/],
    ['one comma too many', '{ "a": 1,, "b": 2 }', 1, 10, /多了一个逗号/, /comma too many/],
    ['no comma between items', '{ "a": 1\n "b": 2 }', 1, 8, /缺少英文逗号/, /comma is missing/],
    ['a line further in', 'a:\n  b: 1\n   c: 2\n', 3, 4, /缩进不对/, /wrong indentation/],
    ['a line further out', 'a:\n  b: 1\n c: 2\n', 3, 2, /缩进不对/, /wrong indentation/],
    ['a key beside its dash', 'tiers:\n  - id: a\n   name: b\n', 3, 4, /缩进不对/, /wrong indentation/],
    ['a first line further in', ' a: 1\nb: 2\n', 2, 1, /缩进不对/, /wrong indentation/],
    ['no colon', 'a: 1\nb\nc: 2\n', 2, 1, /缺少冒号/, /colon is missing/],
    ['the same key', 'a: 1\nspend: 2\nspend: 3\n', 3, 1, /“spend”写了两次/, /“spend” is written twice/],
    ['two colons', 'name: a: b\n', 1, 7, /两个“: ”/, /two “: ”/],
    ['a comparison', 'when: > 1000\n', 1, 9, /over: 1000/, /over: 1000/],
    ['a reserved sign', 'name: @vip\n', 1, 7, /以 @ 开头/, /begins with @/],
    ['a backslash', 'name: "a\\q"\n', 1, 9, /单引号/, /single quotes/],
    ['a text after its quotes', 'name: "a" b\n', 1, 11, /连不上/, /does not belong/],
  ] as const)('%s', (_, written, line, column, zh, en) => {
    const found = readDocument(written);
    const [first] = found.ok ? [] : found.problems;
    expect(first?.message.zh).toMatch(new RegExp(`^第 ${line} 行第 ${column} 列：`));
    expect(first?.message.en).toMatch(new RegExp(`^line ${line}, column ${column}: `));
    expect(first?.message.zh).toMatch(zh);
    expect(first?.message.en).toMatch(en);
    expect(first?.message.en).not.toMatch(/implicit|token|flow/i);
  });

  it('all of them where they are one slip made again and again, and none that only follow', () => {
    expect(said('tierbook：1\nid：a\nname：b\n')).toHaveLength(3);
    expect(said('a: { x: 1 }}\nb: 1\nc: 2\n')).toHaveLength(1);
    expect(said('a: "x\nb: 1\nc: { d: 1\n')).toHaveLength(1);
    expect(said('a： 1\nb: { c： 1 }\nd: { e: 1，f: 2 }\n')).toHaveLength(3);
    expect(said('a:\n  - b: 1\n\tc: 2\n  - { d: 1, e: { f: 1 }\n')).toHaveLength(1);
    expect(said(Array.from({ length: 50 }, (_, n) => `k${n}：1`).join('\n'))).toHaveLength(10);
  });

  it.each([
    'name: 说明：满 1,000 元，送“礼品”',
    'name: { zh: 老客户，“金牌”, en: b }',
    'a: "id：b，c"',
    'a: 1 # id：b',
    'a: |\n  id：b\n  \tc',
    'steps: [[1000,100],[100,200]]',
    'url: http://a.b/c',
    'at: 12:30',
    '{"a":1,"b":[1,2]}',
    '- a',
    '{ a: [1, 000x] }',
  ])('and what only looks like one is left alone: %j', (written) => {
    expect(said(written)).toEqual([]);
  });

  it('is looked for in hostile lines without end', () => {
    for (const part of [
      '{',
      '{a：',
      ' "',
      "'x ",
      '"\\" ',
      'a: b: ',
      'x, ',
      '\ta\n',
      '：',
      '[1,000',
      'a\n b\n',
    ]) {
      readDocument(part.repeat(Math.floor(60_000 / part.length)));
    }
  });
});

describe('what stands at a path (R009–R014)', () => {
  const found = readDocument('a:\n  - { id: x }\n  - id: “y”\n    b.c: 10万\nd: {}\n');
  const find = (path: string) => (found.ok ? found.find(path) : undefined);

  it.each([
    ['a', 1, undefined],
    ['a[0].id', 2, 'x'],
    ['a[1]', 3, undefined],
    ['a[1].id', 3, '“y”'],
    ['a[1].b.c', 4, '10万'],
    ['d', 5, undefined],
  ])('%s', (path, line, source) => {
    expect(find(path)).toEqual({ line, source });
  });

  it.each(['', 'e', 'a[2]', 'a[0].id.z', 'd.x', 'a.0'])('nothing at %j', (path) => {
    expect(find(path)).toBeUndefined();
  });
});

describe('a document may be anything that JSON can be (R009–R014)', () => {
  it.each(['', '~', '[]', '1', 'text', '{}'])('%j', (written) => {
    expect(codes(written)).toEqual([]);
  });
});

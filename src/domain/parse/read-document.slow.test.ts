import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';

function read(written: string): unknown {
  const found = readDocument(written);
  if (found.ok) return found.document;
  throw new Error(found.problems.map(({ path, message }) => `${path} ${message.en}`).join('\n'));
}

function codes(written: string): string[] {
  const found = readDocument(written);
  return found.ok ? [] : found.problems.map(({ code, path }) => `${code} ${path}`.trim());
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
  ])('one with aliases: %j', (written) => {
    expect(codes(written)).toEqual(['alias']);
  });

  it('one with the same key twice, which is named by line', () => {
    expect(codes('a: 1\nb: 2\na: 3')).toEqual(['yaml line 3']);
    expect(codes('{"a":1,"a":1}')).toEqual(['yaml line 1']);
    expect(codes('x:\n  - { id: 1, id: 2 }\n')).toEqual(['yaml line 2']);
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

  it.each(['[', '{a: ', '- '])('one nested beyond measure: %s', (opening) => {
    expect(codes(opening.repeat(3000))).not.toEqual([]);
  });

  it('and what is wrong is said in both languages, with line and column', () => {
    const found = readDocument('a: 1\nb: 2\n  a: 3\na: 4');
    const messages = found.ok ? [] : found.problems.map(({ message }) => message);
    expect(messages.length).toBeGreaterThan(0);
    for (const { zh, en } of messages) {
      expect(zh).toMatch(/^第 \d+ 行第 \d+ 列/);
      expect(en).toMatch(/^line \d+, column \d+ /);
    }
  });
});

describe('a document may be anything that JSON can be (R009–R014)', () => {
  it.each(['', '~', '[]', '1', 'text', '{}'])('%j', (written) => {
    expect(codes(written)).toEqual([]);
  });
});

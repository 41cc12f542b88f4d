import { describe, expect, it } from 'vitest';
import { readCustomerId, readId, readText } from './read-text.ts';
import { read, reject } from './reading.ts';

describe('words and ids are kept as typed, without their wrapping (R005–R008)', () => {
  it.each([
    ['张三', '张三', []],
    ['  张三  ', '张三', []],
    ['\u3000张三\u00a0', '张三', ['spaces']],
    ['\ufeffAda', 'Ada', ['spaces']],
    ['\u200bAda\u200b', 'Ada', ['spaces']],
    ['\tAda\t', 'Ada', ['spaces']],
    ['="Ada"', 'Ada', ['quotes']],
    ['="say ""hi"""', 'say "hi"', ['quotes']],
    ["'Ada", 'Ada', ['quotes']],
    ["\t'\u3000Ada", 'Ada', ['spaces', 'quotes']],
    ["''Ada", "'Ada", ['quotes']],
    ['Ａｄａ，５²', 'Ａｄａ，５²', []],
    ['两  个\n行', '两  个\n行', []],
    ['Eve 👩‍👩‍👧 ❤️', 'Eve 👩‍👩‍👧 ❤️', []],
    ['a\0b', 'ab', ['control-character']],
    ['-', '-', []],
    ['Null', 'Null', []],
  ] as const)('%j is the text %j', (raw, value, tidied) => {
    expect(readText(raw)).toEqual(read(value, tidied));
  });

  it.each([
    ['', []],
    ['   ', []],
    ['\u3000\t\ufeff\u200b', ['spaces']],
    ['=""', ['quotes']],
    ["'", ['quotes']],
  ] as const)('%j is blank', (raw, tidied) => {
    expect(readText(raw)).toEqual(read(null, tidied));
    expect(readId(raw)).toEqual(read(null, tidied));
  });

  it.each([
    ['007', '007', []],
    ['240122-3141592653589793', '240122-3141592653589793', []],
    ['\t5113837045333047045', '5113837045333047045', ['spaces']],
    ["'13800138000", '13800138000', ['quotes']],
    ['="0012345678901234567"', '0012345678901234567', ['quotes']],
    ['1E5', '1E5', []],
    ['12.5E+3x', '12.5E+3x', []],
    ['17850.0', '17850.0', []],
  ] as const)('the id %j stays the text %j', (raw, value, tidied) => {
    expect(readId(raw)).toEqual(read(value, tidied));
  });

  it.each(['1.23E+18', '6.123456789E+17', '6.12e17', '5E+18', '="1.23E+18"', '１.２３Ｅ＋１８'])(
    'an id that a spreadsheet turned into %j is refused',
    (raw) => {
      expect(readId(raw)).toEqual(reject('id-scientific'));
    },
  );

  it.each([
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '86-13800138000',
    '+86 138 0013 8000',
    '0086 13800138000',
    '(+86)138.0013.8000',
    '１３８００１３８０００',
    '＋86 138－0013－8000',
  ])('a customer known by the mobile number %j is the same however it is written', (raw) => {
    expect(readCustomerId(raw)).toEqual(read('13800138000', raw === '13800138000' ? [] : ['phone-form']));
  });

  it.each([
    '8613800138000',
    '+1 380 013 8000',
    '138-0013-800',
    '138-0013-80000',
    '23800138000',
    '138--00138000',
    'A-13800138000',
  ])('the id %j is no mobile number and stays as it is', (raw) => {
    expect(readCustomerId(raw)).toEqual(read(raw, []));
  });

  it('an id of 500 characters is kept, a longer one refused', () => {
    expect(readId('x'.repeat(500)).ok).toBe(true);
    expect(readId('x'.repeat(501))).toEqual(reject('too-long'));
  });
});

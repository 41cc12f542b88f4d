import { describe, expect, it } from 'vitest';
import { readChoice } from './read-choice.ts';
import { read, reject } from './reading.ts';

const choices = ['A', 'B+', '无'];

describe('a choice (R002)', () => {
  it.each([
    ['A', 'A', []],
    [' A ', 'A', []],
    ['\tB+', 'B+', ['spaces']],
    ['="A"', 'A', ['quotes']],
    ['无', '无', []],
    ['', null, []],
    ['-', null, ['blank-mark']],
    ['N/A', null, ['blank-mark']],
  ] as const)('%j is %j', (raw, value, tidied) => {
    expect(readChoice(raw, choices)).toEqual(read(value, tidied));
  });

  it.each(['a', 'Ａ', 'C', 'A B', 'constructor'])('%j is none', (raw) => {
    expect(readChoice(raw, choices)).toEqual(reject('choice-unknown'));
  });
});

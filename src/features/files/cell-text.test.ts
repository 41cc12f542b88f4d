import { describe, expect, it } from 'vitest';
import { cellText } from './cell-text.ts';

const utc = (...parts: [number, number, number, number?, number?, number?, number?]) =>
  new Date(Date.UTC(...parts));

describe('cellText', () => {
  it.each([
    [123456789012340, '123456789012340'],
    [1234567890123456, '1234567890123456'],
    [-2e-7, '-0.0000002'],
    [1.25e-10, '0.000000000125'],
    [0.1 + 0.2, '0.3'],
    [1.1, '1.1'],
    [-0, '0'],
    [9007199254740991, '9007199254740991'],
  ])('writes the number %d in full, without an exponent', (value, written) => {
    expect(cellText(value, false)).toBe(written);
  });

  it.each([
    [2100029571809510000, '2.10003E+18'],
    [1234567890123450, '1.23457E+15'],
    [1.5e21, '1.50000E+21'],
  ])('shows that the whole number %d has lost its end', (value, written) => {
    expect(cellText(value, false)).toBe(written);
  });

  it('writes a date alone, with its time, and a time alone', () => {
    expect(cellText(utc(2024, 1, 29), false)).toBe('2024-02-29');
    expect(cellText(utc(2024, 2, 10, 2, 30, 15), false)).toBe('2024-03-10 02:30:15');
    expect(cellText(utc(1899, 11, 31, 9, 5), false)).toBe('09:05:00');
    expect(cellText(utc(1904, 0, 1, 9, 5), true)).toBe('09:05:00');
  });

  it('does not round the last moment of a day into the next', () => {
    expect(cellText(utc(2024, 0, 31, 23, 59, 59, 999), false)).toBe('2024-01-31 23:59:59');
  });

  it('gives the number back that was typed into a date cell and is no date', () => {
    const serial = 20240131;
    expect(cellText(new Date((serial - 25_569) * 86_400_000), false)).toBe('20240131');
    expect(cellText(new Date((serial - 24_107) * 86_400_000), true)).toBe('20240131');
    expect(cellText(new Date(Number.NaN), false)).toBe('########');
  });

  it('leaves text as it is', () => {
    expect(cellText(' 0012\t', false)).toBe(' 0012\t');
    expect(cellText(null, false)).toBe('');
    expect(cellText(true, false)).toBe('TRUE');
  });
});

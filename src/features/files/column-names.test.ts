import { describe, expect, it } from 'vitest';
import { columnNames, tidyName } from './column-names.ts';

describe('tidyName', () => {
  it.each([
    ['\ufeff订单编号', '订单编号'],
    ['收货地址 ', '收货地址'],
    ['商品ID\t', '商品ID'],
    ['="订单编号"', '订单编号'],
    ["'联系手机", '联系手机'],
    ['\u3000金额\r\n(元) ', '金额 (元)'],
  ])('takes off what exporters wrap a name in: %j', (cell, name) => {
    expect(tidyName(cell)).toBe(name);
  });
});

describe('columnNames', () => {
  it('names empty cells by their place, in the language of the other names', () => {
    expect(columnNames(['订单', ' ', ''], 3)).toEqual(['订单', '列2', '列3']);
    expect(columnNames(['Name'], 2)).toEqual(['Name', 'column 2']);
  });

  it('numbers names that differ at most in upper and lower case', () => {
    expect(columnNames(['Name', 'name', 'NAME', 'name (2)'], 4)).toEqual([
      'Name',
      'name (3)',
      'NAME (4)',
      'name (2)',
    ]);
  });

  it('never gives a nameless column the name of another', () => {
    expect(columnNames(['column 2', ''], 2)).toEqual(['column 2', 'column 2 (2)']);
  });
});

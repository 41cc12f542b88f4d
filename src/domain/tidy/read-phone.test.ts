import { describe, expect, it } from 'vitest';
import { comparedPhone, maskPhone } from '../../features/contacts/mask.ts';
import { unpackAddress } from './packed-address.ts';
import { nationalPhone, readPhone } from './read-phone.ts';

describe('a telephone number (R008)', () => {
  it.each([
    ['13800001234', '+8613800001234', '13800001234'],
    ['86-13800001234', '+8613800001234', '13800001234'],
    ['+86 138 0000 1234', '+8613800001234', '13800001234'],
    ['008613800001234', '+8613800001234', '13800001234'],
    ['（+86）138-0000-1234', '+8613800001234', '13800001234'],
    ['１３８００００１２３４', '+8613800001234', '13800001234'],
    ['13800001234.0', '+8613800001234', '13800001234'],
    ['021-61234567', '+862161234567', '02161234567'],
    ['(0755) 8312 3456', '+8675583123456', '075583123456'],
    ['86-021-61234567', '+862161234567', '02161234567'],
    ['+86 21 6123 4567', '+862161234567', '02161234567'],
    ['+86 (0)10 61234567', '+861061234567', '01061234567'],
    ['400-800-1234', '+864008001234', '4008001234'],
    ['+1 (415) 555-0100', '+14155550100', '+14155550100'],
    ['00852 9123 4567', '+85291234567', '+85291234567'],
  ])('%s is %s, in its country %s', (written, phone, national) => {
    expect(readPhone(written)).toMatchObject({ ok: true, value: phone });
    expect(nationalPhone(phone)).toBe(national);
    expect(readPhone(phone)).toEqual({ ok: true, value: phone, tidied: [] });
    expect(readPhone(national)).toMatchObject({ value: phone });
    // As it was kept before, and as it is kept now, it is found by the same.
    expect(comparedPhone(phone)).toBe(comparedPhone(written));
    expect(comparedPhone(phone)).toBe(national.replace('+', ''));
  });

  it.each(['61234567', '13800001234/13900001234', '021-61234567转801', '2161234567', '12345', '+86', '王'])(
    '%s stays as it is written',
    (written) => {
      expect(readPhone(written)).toEqual({ ok: true, value: written, tidied: [] });
    },
  );

  it.each(['138****1234', '##e8Aa==', '１３８＊＊＊＊1234'])(
    '%s stays as it is written and is told to be masked',
    (written) => {
      expect(readPhone(written)).toEqual({ ok: true, value: written, tidied: ['phone-masked'] });
    },
  );

  it('counts as tidied only where it was written otherwise', () => {
    expect(readPhone('13800001234')).toMatchObject({ tidied: [] });
    expect(readPhone('86-13800001234')).toMatchObject({ tidied: ['phone-form'] });
    expect(readPhone('无')).toEqual({ ok: true, value: null, tidied: ['blank-mark'] });
    expect(readPhone('1.38E+10')).toEqual({ ok: false, reason: 'phone-scientific' });
    expect(maskPhone(comparedPhone('+8613800001234'))).toBe('138****1234');
  });
});

describe('an address that a name and a phone stand in', () => {
  it.each([
    [
      '张三，86-13800001234，浙江省 杭州市 西湖区，文三路 1 号',
      '张三',
      '86-13800001234',
      '浙江省 杭州市 西湖区，文三路 1 号',
    ],
    ['Ada Wong, 13800001234, 5 Main St', 'Ada Wong', '13800001234', '5 Main St'],
    ['李四 ；021-61234567； 上海', '李四', '021-61234567', '上海'],
    ['王**，138****1234，北京', '王**', '138****1234', '北京'],
  ])('%s', (cell, name, phone, address) => {
    expect(unpackAddress(cell)).toEqual({ name, phone, address });
  });

  it.each([
    '浙江省杭州市文三路 1 号',
    '张三，13800001234',
    '张三，浙江省，13800001234',
    '13800001234，张三，杭州',
    '',
  ])('is not %j', (cell) => {
    expect(unpackAddress(cell)).toBeNull();
  });
});

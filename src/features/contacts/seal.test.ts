import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedPhone, isMasked, maskEmail, maskPhone, phoneTail } from './mask.ts';
import { createSeal, KEY_BYTES } from './seal.ts';

const seal = createSeal(Buffer.alloc(KEY_BYTES, 7));

describe('S03 sealed contact data', () => {
  it('opens again to what it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(seal.open(seal.seal(text))).toBe(Buffer.from(text, 'utf8').toString('utf8'));
      }),
    );
  });

  it('looks different each time and shows nothing of the text', () => {
    const [first, second] = [seal.seal('13800138000'), seal.seal('13800138000')];
    expect(first).not.toBe(second);
    expect(Buffer.from(first, 'base64').toString('latin1')).not.toContain('138');
  });

  it('does not open with another key or after a change of any byte', () => {
    const sealed = Buffer.from(seal.seal('13800138000'), 'base64');
    expect(() => createSeal(randomBytes(KEY_BYTES)).open(sealed.toString('base64'))).toThrow();
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      expect(() => seal.open(altered.toString('base64')), `byte ${at}`).toThrow();
    }
  });

  it('is found by its key, which differs from column to column and from business to business', () => {
    expect(seal.key('phone', '13800138000')).toBe(seal.key('phone', '13800138000'));
    const others = [
      seal.key('phone', '13800138001'),
      seal.key('email', '13800138000'),
      createSeal(Buffer.alloc(KEY_BYTES, 8)).key('phone', '13800138000'),
    ];
    expect(others).not.toContain(seal.key('phone', '13800138000'));
  });
});

describe('masks', () => {
  it.each([
    ['13812341234', '138****1234'],
    ['+86 138 1234 1234', '138****1234'],
    ['86-13812341234', '138****1234'],
    ['1234567', '****67'],
    ['123', '****'],
    ['', '****'],
  ])('show of the phone %s %s', (phone, shown) => {
    expect(maskPhone(phone)).toBe(shown);
  });

  it.each([
    ['ada@example.com', 'a***@example.com'],
    ['王@例子.cn', '王***@例子.cn'],
    ['nobody', '***'],
  ])('show of the e-mail %s %s', (email, shown) => {
    expect(maskEmail(email)).toBe(shown);
  });

  it.each([
    ['138****1234', true],
    ['##AbC==', true],
    ['138＊＊＊＊1234', true],
    ['13812341234', false],
    ['a*b@example.com', false],
  ])('are known in %s: %s', (text, masked) => {
    expect(isMasked(text)).toBe(masked);
  });

  it.each(['13812341234', '+86 138-1234-1234', '008613812341234', '１３８１２３４１２３４'])(
    '%s is one phone',
    (phone) => {
      expect(comparedPhone(phone)).toBe('13812341234');
    },
  );

  it('end in the last four digits', () => {
    expect([phoneTail('138-1234-5678'), phoneTail('12')]).toEqual(['5678', null]);
  });
});

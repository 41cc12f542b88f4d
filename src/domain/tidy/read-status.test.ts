import { describe, expect, it } from 'vitest';
import { languages } from '../../../test/support/languages.ts';
import { readStatus } from './read-status.ts';
import { read, reject, rejectText } from './reading.ts';
import { normaliseStatusWord, statusWords } from './status-words.ts';

describe('order statuses are mapped from any shop’s words (R005–R008)', () => {
  it.each(['unpaid', 'paid', 'shipped', 'completed', 'cancelled', 'refunded'])('%s is itself', (word) => {
    expect(readStatus(` ${word} `)).toEqual(read(word));
  });

  it.each([
    ['等待买家付款', 'unpaid'],
    ['买家已付款，等待卖家发货', 'paid'],
    ['买家已付款,等待卖家发货', 'paid'],
    ['买家已付款， 等待卖家发货', 'paid'],
    ['卖家已发货，等待买家确认', 'shipped'],
    ['卖家部分发货', 'shipped'],
    ['交易成功', 'completed'],
    ['交易关闭', 'cancelled'],
    ['退款成功', 'refunded'],
    ['已收货', 'completed'],
    ['订单已取消', 'cancelled'],
    ['未发货，退款成功', 'refunded'],
    ['备货中', 'paid'],
    ['等待出库', 'paid'],
    ['Paid', 'paid'],
    ['ＰＡＩＤ', 'paid'],
    ['Pending Payment', 'unpaid'],
    ['wc-completed', 'completed'],
    ['Canceled', 'cancelled'],
    ['partially_refunded', 'completed'],
    ['TRADE_CLOSED_BY_TAOBAO', 'cancelled'],
    ['in transit', 'shipped'],
  ])('%j means %s', (raw, status) => {
    expect(readStatus(raw)).toEqual(read(status, ['status-word']));
  });

  it('blank is left to the caller', () => {
    expect(readStatus('')).toEqual(read(null));
    expect(readStatus('\u3000')).toEqual(read(null, ['spaces']));
  });

  it.each(['退款中', 'closed', 'partially paid', 'on hold', '-', 'null', '成功', '__proto__', 'constructor'])(
    '%j is not guessed',
    (raw) => {
      expect(readStatus(raw)).toEqual(reject('status-unknown'));
    },
  );

  it.each(languages)('the message about an unknown word names known ones (%s)', (lang) => {
    const words = rejectText['status-unknown'][lang].split(/(?:as |如：)/)[1]?.split(/、|, /) ?? [];
    expect(words.length).toBeGreaterThan(8);
    for (const word of words) expect([word, readStatus(word).ok]).toEqual([word, true]);
    const statuses = words.map((word) => statusWords.get(normaliseStatusWord(word)));
    expect(new Set(statuses).size).toBe(6);
    if (lang === 'zh') expect(words.join('')).not.toMatch(/[a-z]/);
  });

  it('every word is one that its own normalised form finds again', () => {
    expect(statusWords.size).toBeGreaterThan(150);
    for (const [word, status] of statusWords) {
      expect(readStatus(word)).toMatchObject({ ok: true, value: status });
    }
  });
});

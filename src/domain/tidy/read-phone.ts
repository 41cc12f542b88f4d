import { isMaskedId } from './masked.ts';
import { halfWidth, isBlankMark } from './normalise.ts';
import { readText } from './read-text.ts';
import { type Reading, read, reject } from './reading.ts';

const MOBILE = /^1[3-9]\d{9}$/;
/** Numbers of services, which have no area code. */
const SERVICE = /^[48]00\d{7}$/;
/** An area code, behind its 0, and the number. */
const LANDLINE = /^(?:10|2\d|[3-9]\d{2})\d{7,8}$/;
const CHINA = '86';
/** What stands between the digits of a telephone number. */
const WRITTEN = /^\+?[\d\s().\-‐-―·/]+$/;
const SHORTENED = /^\d(?:\.\d+)?E\+?\d{1,2}$/i;

/**
 * A telephone number in the form of E.164, `+8613800001234`: mobile numbers of mainland China, landlines with their area code
 * and numbers of services with or without 86, others with a `+` or 00. What is none of these – a local number without area code,
 * two numbers in a cell, an extension – stays as it is written; so does a masked one, which is told.
 */
export function readPhone(raw: string): Reading<string | null> {
  const reading = readText(raw);
  if (!reading.ok || reading.value === null) return reading;
  if (isBlankMark(reading.value)) return read(null, [...reading.tidied, 'blank-mark']);
  const written = halfWidth(reading.value);
  if (SHORTENED.test(written)) return reject('phone-scientific');
  if (isMaskedId(written)) return read(reading.value, [...reading.tidied, 'phone-masked']);
  const phone = internationalPhone(written);
  if (phone === null || phone === reading.value) return reading;
  const isPlain = phone === `+${CHINA}${reading.value}`;
  return read(phone, isPlain ? reading.tidied : [...reading.tidied, 'phone-form']);
}

/** A telephone number in the form of E.164; null where it cannot be told. */
export function internationalPhone(written: string): string | null {
  const bare = written
    .trim()
    .replace(/^(\d{11})\.0$/, '$1')
    .replace(/^\(\+?86\)/, '+86');
  if (!WRITTEN.test(bare) || /\/\D*\d/.test(bare)) return null;
  const digits = bare.replace(/\(0\)/, '').replace(/\D/g, '');
  const prefix = bare.startsWith('+') ? '' : digits.startsWith('00') ? '00' : null;
  if (prefix !== null) {
    const abroad = digits.slice(prefix.length);
    if (!abroad.startsWith(CHINA)) return /^[1-9]\d{6,14}$/.test(abroad) ? `+${abroad}` : null;
    return inChina(abroad.slice(CHINA.length), true);
  }
  return inChina(digits) ?? (digits.startsWith(CHINA) ? inChina(digits.slice(CHINA.length), true) : null);
}

/** `behindCode`: behind 86 an area code may stand without its 0. */
function inChina(digits: string, behindCode = false): string | null {
  if (MOBILE.test(digits) || SERVICE.test(digits)) return `+${CHINA}${digits}`;
  const hasZero = digits.startsWith('0');
  const number = hasZero ? digits.slice(1) : digits;
  return (hasZero || behindCode) && LANDLINE.test(number) ? `+${CHINA}${number}` : null;
}

/** A number as people in mainland China write it: theirs without 86, landlines with the 0 of their area code; others as they are. */
export function nationalPhone(phone: string): string {
  const [, number] = /^\+86(\d+)$/.exec(phone) ?? [];
  if (number === undefined) return phone;
  return MOBILE.test(number) || SERVICE.test(number) || !LANDLINE.test(number) ? number : `0${number}`;
}

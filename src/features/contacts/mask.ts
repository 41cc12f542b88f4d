import { internationalPhone, nationalPhone } from '../../domain/tidy/read-phone.ts';

/** A phone number as lists show it: `138****1234`; short ones show their end alone. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length >= 11) return `${digits.slice(-11, -8)}****${digits.slice(-4)}`;
  return digits.length > 4 ? `****${digits.slice(-2)}` : '****';
}

/** An e-mail address as lists show it: `a***@example.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at <= 0) return '***';
  return `${[...email][0]}***${email.slice(at)}`;
}

/** The last four digits of a phone number; null when there are fewer. */
export function phoneTail(phone: string): string | null {
  const digits = phone.replace(/\D/g, '');
  return digits.length >= 4 ? digits.slice(-4) : null;
}

/** Whether a text was masked before it came here (`138****1234`, `##密文`): it identifies nobody. */
export function isMasked(text: string): boolean {
  return /\*{2,}|^##|[＊]{2,}|x{4,}/i.test(text);
}

/** Whether what is under a mask may be a value known in full: all that the mask shows stands in it, in its order. One that shows nothing fits any. */
export function agreesWithMask(column: 'phone' | 'email', masked: string, full: string): boolean {
  if (masked.startsWith('##')) return true;
  const shown = masked
    .normalize('NFKC')
    .trim()
    .split(/\*+|x{4,}/i);
  if (column === 'email') return fits(shown, '.*', full.trim());
  const digits = shown.map((part) => part.replace(/\D/g, ''));
  const [first = '', ...rest] = digits;
  return fits([first.replace(/^(?:00)?86(?=1|$)/, ''), ...rest], '\\d*', comparedPhone(full));
}

function fits(parts: readonly string[], between: string, full: string): boolean {
  const written = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${written.join(between)}$`, 'i').test(full);
}

/** Digits of a phone; with fewer it is an extension or a stand-in, and nobody's own. */
const SHORTEST_PHONE = 7;

/** Whether a compared phone tells whose it is. */
export function isOwnPhone(compared: string): boolean {
  return compared.length >= SHORTEST_PHONE;
}

/**
 * A phone number as it is compared: the digits of its national form, so that all ways to write it are one. Rows kept as they
 * were written are found by it as those in the form of E.164.
 */
export function comparedPhone(phone: string): string {
  const written = phone.normalize('NFKC');
  const digits = nationalPhone(internationalPhone(written) ?? written).replace(/\D/g, '');
  return digits.replace(/^(?:00)?86(?=1\d{10}$)/, '');
}

/** Whether digits as they are compared are a mobile number of mainland China, by which many shops know their customers. */
export function isMobile(digits: string): boolean {
  return /^1[3-9]\d{9}$/.test(digits);
}

/** Contact data as it is compared, which is what blind indexes are made of. */
export function comparedContact(column: string, value: string): string {
  return column === 'phone' ? comparedPhone(value) : value.trim().toLowerCase();
}

import { nationalPhone } from '../../domain/tidy/read-phone.ts';
import type { Seal } from './seal.ts';

/** Sealed contact data as people read it: phone numbers, kept in the form of E.164, as in their country. */
export function openValue(seal: Seal, sealed: string): string {
  return nationalPhone(seal.open(sealed));
}

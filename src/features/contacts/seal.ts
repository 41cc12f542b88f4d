import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Seals contact data so that the database file alone tells nobody a phone number. */
export interface Seal {
  /** AES-256-GCM; base64 of version, nonce, tag and text. The same text gives another result each time. */
  readonly seal: (text: string) => string;
  /** The text again. Throws when it was sealed with another key or altered. */
  readonly open: (sealed: string) => string;
  /** A blind index: equal texts give equal keys, which tell nothing else. `purpose` keeps columns apart. */
  readonly key: (purpose: string, text: string) => string;
}

export const KEY_BYTES = 32;
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** 128 bits of the HMAC: enough against chance, and half the size in the database. */
const INDEX_BYTES = 16;

/** Seals under a secret of 32 bytes, from which separate keys for sealing and for indexes are derived. */
export function createSeal(secret: Uint8Array): Seal {
  const [cipherKey, indexKey] = ['tierbook seal', 'tierbook blind index'].map((use) =>
    Buffer.from(hkdfSync('sha256', secret, '', use, KEY_BYTES)),
  ) as [Buffer, Buffer];
  return {
    seal: (text) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce);
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), hidden]).toString('base64');
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes[0] !== VERSION) throw new Error('sealed in a form that is not known');
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
      const text = 1 + NONCE_BYTES + TAG_BYTES;
      const decipher = createDecipheriv('aes-256-gcm', cipherKey, nonce);
      decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, text));
      return Buffer.concat([decipher.update(bytes.subarray(text)), decipher.final()]).toString('utf8');
    },
    key: (purpose, text) =>
      createHmac('sha256', indexKey)
        .update(`${purpose}\0${text}`)
        .digest()
        .subarray(0, INDEX_BYTES)
        .toString('base64url'),
  };
}

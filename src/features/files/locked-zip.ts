import { configure, ZipWriter } from '@zip.js/zip.js';
import type { Output } from './output.ts';

// Its workers are those of browsers.
configure({ useWebWorkers: false });

/** AES-256. */
const STRENGTH = 3;
/** 1980-01-01: when it was made is told by its name. */
const DAY = new Date(1980, 0, 1);

/**
 * What is written becomes the one file of a ZIP archive that opens with a password alone (WinZip's AE-2: AES-256, and a code over the
 * content that tells every change), held nowhere in between. The file's name and size can be seen without the password.
 */
export function lockedZip(output: Output, name: string, password: string): Output {
  const text = new TextEncoder();
  // What the archive's own streams make of a disk that is full is to wait for ever.
  let breakOff: (error: unknown) => void = () => undefined;
  const broken = new Promise<never>((_, reject) => {
    breakOff = reject;
  });
  broken.catch(() => undefined);
  const unlessBroken = async <T>(work: Promise<T>): Promise<T> => await Promise.race([work, broken]);
  const archive = new WritableStream<Uint8Array>({
    write: async (bytes) => await output.write(bytes).catch(breakOff),
  });
  const zip = new ZipWriter(archive);
  const content = new TransformStream<Uint8Array, Uint8Array>();
  const writer = content.writable.getWriter();
  const options = {
    password,
    encryptionStrength: STRENGTH,
    extendedTimestamp: false,
    lastModDate: DAY,
  } as const;
  const added = zip.add(name, content.readable, options);
  added.catch(breakOff);
  let done = false;
  return {
    path: output.path,
    write: async (part) => {
      const bytes = typeof part === 'string' ? text.encode(part) : part;
      if (bytes.length > 0) await unlessBroken(writer.write(bytes));
    },
    finish: async () => {
      await unlessBroken(writer.close());
      await unlessBroken(added);
      await unlessBroken(zip.close());
      done = true;
      await output.finish();
    },
    discard: async () => {
      if (!done) writer.abort().catch(() => undefined);
      await output.discard();
    },
  };
}

import { type Text, text } from '../domain/text.ts';

/** Says that what is printed cannot be written where it was sent. */
export function unwritable(code: string): Text {
  return code === 'ENOSPC'
    ? text('输出写不下：磁盘已满。', 'The output cannot be written: the disk is full.')
    : text(`输出写不出去（${code}）。`, `The output cannot be written (${code}).`);
}

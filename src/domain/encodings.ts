/** How a file's text may be said to be written, where the guess is wrong; Latin-1 is read as `windows-1252`. */
export const chosenEncodings = [
  'utf-8',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1254',
  'koi8-r',
] as const;
export type ChosenEncoding = (typeof chosenEncodings)[number];

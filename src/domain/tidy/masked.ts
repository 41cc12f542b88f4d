/**
 * Stars in a row, a surname and a star, the marks of platforms' cipher texts, digits with their middle crossed out, as a
 * pattern that the database reads as well.
 */
export const maskedPattern = String.raw`[*＊]{2,}|^##|^\p{Han}[*＊]$|^[0-9+-]+[xX]{3,}[0-9]*$`;

const masked = new RegExp(maskedPattern.replace('{Han}', '{Script=Han}'), 'u');

/** Whether an id was masked before it came here (`186******05`, `t**8`, `##密文`): many people share it, so it tells nobody apart. */
export function isMaskedId(id: string): boolean {
  return masked.test(id);
}

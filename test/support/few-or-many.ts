/** How often a slow test repeats what it does: `few` times, as many as find what is broken; `many` with `TIERBOOK_THOROUGH=1`. */
export function fewOrMany(few: number, many: number): number {
  return process.env.TIERBOOK_THOROUGH ? many : few;
}

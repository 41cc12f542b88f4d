/** Texts, which are left alone, and numbers. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** As many digits are exact as a double. */
const EXACT_DIGITS = 15;

/**
 * A JSON document, its numbers that a double would round as texts: shops give orders numbers of 18 digits. Undefined where it is
 * none.
 */
export function parseExactJson(written: string): unknown {
  const exact = written.replace(tokens, (token) => {
    const isLong = token.length > EXACT_DIGITS && !token.startsWith('"');
    return isLong && token.replace(/\D/g, '').length > EXACT_DIGITS ? `"${token}"` : token;
  });
  try {
    return JSON.parse(exact) as unknown;
  } catch {
    return undefined;
  }
}

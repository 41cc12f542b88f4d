/** Parts a search text into what the name says and the ways to type it; no name has one within. */
export const SEARCH_MARK = '\n';

/** Where in a name somebody may begin to type its pinyin; beyond, a company's long name would grow without end. */
const MOST_STARTS = 6;

/** A text as searches compare it: full-width letters as half-width ones, lower case, single blanks. */
export function comparedText(written: string): string {
  return written.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Makes the search text of a name; the first call loads the dictionary, which takes about 0.1 s. */
export async function loadSearchText(): Promise<(name: string | null) => string | null> {
  const { pinyin } = await import('pinyin-pro');
  const syllablesOf = (name: string): string[] =>
    pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true, nonZh: 'consecutive' });
  return (name) => (name === null ? null : searchText(comparedText(name), syllablesOf));
}

/**
 * The name, then – where it has Chinese characters – what is typed to find it, each after a mark: 张三丰 by
 * `zhangsanfeng`, `sanfeng`, `feng`, `zsf`, `sf` and all that they begin with.
 */
function searchText(name: string, syllablesOf: (name: string) => string[]): string {
  if (!/\p{Script=Han}/u.test(name)) return name;
  const syllables = syllablesOf(name)
    .map((syllable) => syllable.replace(/\s/gu, ''))
    .filter((syllable) => syllable !== '');
  const initials = syllables.map((syllable) => [...syllable][0] ?? '');
  const typed = [syllables, initials].flatMap((parts) =>
    parts.slice(0, MOST_STARTS).map((_, start) => parts.slice(start).join('')),
  );
  return [name, ...new Set(typed)].join(SEARCH_MARK);
}

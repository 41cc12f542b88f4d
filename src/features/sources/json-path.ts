/** The steps into a document: names of members and places in lists. */
export type JsonPath = readonly (string | number)[];

const LONGEST = 200;
const first = /^(?:\$\.?)?(?:([^.[\]'"\s]+)|(?=\[))/;
const next = /^(?:\.([^.[\]'"\s]+)|\[(\d{1,6})\]|\['([^']+)'\]|\["([^"]+)"\])/;

/** Reads `data.orders[0].total`, also as `$.data.orders[0]['total']`; null where it is no path. `$` alone is the whole document. */
export function readPath(written: string): JsonPath | null {
  const text = written.trim();
  if (text === '$') return [];
  if (text === '' || text.length > LONGEST) return null;
  const start = first.exec(text);
  if (start === null) return null;
  const steps: (string | number)[] = start[1] === undefined ? [] : [start[1]];
  let rest = text.slice(start[0].length);
  while (rest !== '') {
    const step = next.exec(rest);
    if (step === null) return null;
    const [all, name, place, quoted, quotedTwice] = step;
    steps.push(place === undefined ? (name ?? quoted ?? quotedTwice ?? '') : Number(place));
    rest = rest.slice(all.length);
  }
  return steps;
}

/** What stands there; null where there is nothing. */
export function valueAt(document: unknown, path: JsonPath): unknown {
  let value = document;
  for (const step of path) {
    if (typeof step === 'number') {
      if (!Array.isArray(value)) return null;
      value = value[step];
    } else {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return null;
      value = (value as Readonly<Record<string, unknown>>)[step];
    }
  }
  return value ?? null;
}

import { text } from '../../domain/text.ts';
import { refuseFile } from './file-refusals.ts';
import { readChunks, type Source } from './source.ts';
import { RECORD_LIMIT } from './stream-records.ts';

/** The text of a row of a JSON file; what is longer than a row may be is cut, and known by its length. */
export interface JsonText {
  /** From 1: of the line, or of the place in the list. */
  readonly row: number;
  readonly text: string;
}

/** The form of a JSON file's rows: an object a line, or a list of objects. */
export type JsonForm = 'lines' | 'list';

/** The form in which the start of a text holds rows of JSON; undefined of another text. */
export function jsonForm(head: string): JsonForm | undefined {
  if (/^\s*\{\s*["}]/.test(head)) return 'lines';
  return /^\s*\[\s*[{\]]/.test(head) ? 'list' : undefined;
}

/** The texts of all rows of a UTF-8 file in order (`original` is what it is called), some thousands at a time. Holds little more than one chunk of the file and one row. */
export async function* jsonTexts(
  source: Source,
  original: string,
  form: JsonForm,
): AsyncGenerator<Iterable<JsonText>> {
  const decoder = new TextDecoder();
  const read = form === 'lines' ? lineReader() : elementReader(original);
  for await (const chunk of readChunks(source)) yield read(decoder.decode(chunk, { stream: true }), false);
  yield read(decoder.decode(), true);
}

function lineReader() {
  let row = 0;
  let rest = '';

  return function* (more: string, complete: boolean): Generator<JsonText> {
    const lines = more.split('\n');
    for (const [index, line] of lines.entries()) {
      // A line beyond the limit is not gathered further.
      if (rest.length <= RECORD_LIMIT) rest += line;
      if (index === lines.length - 1 && !complete) return;
      row++;
      if (rest.trim() !== '') yield { row, text: rest };
      rest = '';
    }
  };
}

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA] = [34, 92, 123, 125, 91, 93, 44];

type Place = 'start' | 'first' | 'element' | 'next' | 'inside' | 'end';

/** Where in a list its next character leads, outside of objects; undefined where none such may stand. */
function nextPlace(place: Place, code: number): Place | undefined {
  if (code === 32 || (code >= 9 && code <= 13)) return place;
  if (place === 'start') return code === OPEN_LIST ? 'first' : undefined;
  if (place === 'end') return undefined;
  if (code === OPEN && place !== 'next') return 'inside';
  if (code === COMMA && place === 'next') return 'element';
  return code === CLOSE_LIST && place !== 'element' ? 'end' : undefined;
}

/** Objects are told apart by their brackets alone; what stands in them is looked at later. */
function elementReader(file: string) {
  let row = 0;
  let place: Place = 'start';
  let rest = '';
  let depth = 0;
  let isString = false;
  let isEscaped = false;

  /** Whether the object ends with this character. */
  const inside = (code: number): boolean => {
    if (isEscaped) isEscaped = false;
    else if (isString) {
      if (code === QUOTE) isString = false;
      else if (code === BACKSLASH) isEscaped = true;
    } else if (code === QUOTE) isString = true;
    else if (code === OPEN || code === OPEN_LIST) depth++;
    else if (code === CLOSE || code === CLOSE_LIST) return --depth === 0;
    return false;
  };

  return function* (more: string, complete: boolean): Generator<JsonText> {
    let start = 0;
    for (let at = 0; at < more.length; at++) {
      const code = more.charCodeAt(at);
      if (place !== 'inside') {
        place = nextPlace(place, code) ?? refuseList(file, row + 1);
        start = at;
      }
      if (place !== 'inside' || !inside(code)) continue;
      row++;
      yield { row, text: rest + more.slice(start, at + 1) };
      rest = '';
      place = 'next';
    }
    // An object beyond the limit is not gathered further.
    if (place === 'inside' && rest.length <= RECORD_LIMIT) rest += more.slice(start);
    if (complete && place !== 'end') refuseList(file, row + 1);
  };
}

function refuseList(file: string, element: number): never {
  const number = element.toLocaleString('en');
  refuseFile('json-list-broken', file, text(number, number));
}

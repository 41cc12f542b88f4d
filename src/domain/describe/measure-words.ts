import { isMoney, type Measure, type Source, type Take, takesAmounts } from '../metric.ts';
import type { Scheme } from '../scheme.ts';
import { type Text, text } from '../text.ts';
import { columnName, columnWords } from './column-words.ts';
import { conditionWords } from './condition-words.ts';
import { countRemarks } from './count-words.ts';
import { inBrackets, spaced } from './joining.ts';
import { sourceName, takeWords } from './take-words.ts';
import { windowWords } from './window-words.ts';

/** A measure in a few words: what, in which window, of which orders, and how it counts unlike its scheme. */
export function measureWords(measure: Measure, scheme: Scheme): Text {
  const { take, of, what, where, window } = measure;
  const { said, total } = takeWords(take, of, what);
  const during = windowWords(window);
  const remarks = inBrackets(measureRemarks(measure, scheme));
  // Of some of its entries alone points have no balance.
  const isWhole = during.zh === '' && (of !== 'points' || where === null);
  const core = isWhole ? (total ?? said) : said;
  const en = [core.en, during.en].filter((piece) => piece !== '').join(' ');
  if (take !== 'share' || where === null) {
    return text(`${spaced(during.zh, core.zh)}${remarks.zh}`, `${en}${remarks.en}`);
  }
  const part = conditionWords(where, columnWords(of, scheme.currency));
  return text(
    `${spaced(during.zh, part.zh, '的', core.zh)}${remarks.zh}`,
    `${en} where ${part.en}${remarks.en}`,
  );
}

/** Which orders, lines or events count, as far as the measure says more than its scheme. */
export function measureRemarks({ of, take, what, where, count }: Measure, scheme: Scheme): Text[] {
  const { zh, en } = sourceName(of);
  const remarks: Text[] = [];
  if (where !== null && take !== 'share') {
    const said = conditionWords(where, columnWords(of, scheme.currency));
    remarks.push(text(`仅计${spaced(said.zh, '的')}${zh}`, `only ${en} where ${said.en}`));
  }
  if (what !== null && leavesBlanksOut(of, take, what)) {
    const column = columnName(of, what);
    remarks.push(text(`仅计${spaced('有', column.zh, '的')}${zh}`, `only ${en} with a ${column.en}`));
  }
  return [...remarks, ...countRemarks(count, scheme.count)];
}

/** Where `what` is not taken itself, it only leaves out the rows that have none. */
function leavesBlanksOut(of: Source, take: Take, what: string): boolean {
  if (what === 'day' || (what === 'amount' && isMoney(of, what))) return false;
  return !takesAmounts(take) && take !== 'distinct' && take !== 'share';
}

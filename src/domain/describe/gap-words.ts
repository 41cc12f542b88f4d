import type { Subject } from '../condition.ts';
import type { Measure, Metric } from '../metric.ts';
import type { Scheme } from '../scheme.ts';
import { type Lang, type Text, text } from '../text.ts';
import { subjectWords } from './describe-condition.ts';
import { inBrackets } from './joining.ts';
import { measureRemarks } from './measure-words.ts';
import { leadWords } from './window-words.ts';

/** How the way from a value up to a threshold is put to a person. */
export interface GapWords {
  /** The window of a purchase still to be made; empty for the lifetime and where the name says it. */
  readonly lead: string;
  readonly say: (amount: string) => string;
}

/** “spend … more”, “place … more orders”, “gain … more points”, else “raise this metric by …”. */
export function gapWords(subject: Subject, scheme: Scheme, lang: Lang): GapWords {
  const metric = subject.kind === 'metric' ? scheme.metrics.get(subject.id) : undefined;
  const bought = metric === undefined ? null : purchaseWords(metric, scheme);
  if (bought !== null) return { lead: bought.lead[lang], say: saying(bought, lang) };
  if (metric?.definition.kind === 'score') {
    return { lead: '', say: saying(scoreWords(metric, scheme), lang) };
  }
  const { name } = subjectWords(subject, scheme);
  const share = subjectWords(subject, scheme).unit;
  const points = share.kind === 'ratio' || share.kind === 'percent' ? pointsOfPercentage : text('', '');
  return {
    lead: '',
    say: saying({ before: text(`${name.zh}还差 `, `raise ${name.en} by `), one: points, more: points }, lang),
  };
}

const pointsOfPercentage = text(' 个百分点', ' percentage points');

interface Around {
  readonly before: Text;
  /** After an amount of exactly 1, and after any other. */
  readonly one: Text;
  readonly more: Text;
}

function saying({ before, one, more }: Around, lang: Lang): (amount: string) => string {
  const [start, single, several] = [before[lang], one[lang], more[lang]];
  return (amount) => start + amount + (amount === '1' ? single : several);
}

/** Money still to be spent or orders still to be placed; null for other metrics and for periods gone by. */
function purchaseWords(metric: Metric, scheme: Scheme): (Around & { readonly lead: Text }) | null {
  const { definition } = metric;
  if (definition.kind !== 'measure') return null;
  const lead = leadWords(definition.window);
  if (lead === null) return null;
  const which = whichPurchases(metric, definition, scheme);
  const after = (zh: string, en: string): Text => text(`${zh}${which.zh}`, `${en}${which.en}`);
  const { take, of, what } = definition;
  if (take === 'count' && of === 'orders') {
    const before = text('再下 ', 'place ');
    return { lead, before, one: after(' 单', ' more order'), more: after(' 单', ' more orders') };
  }
  if (take !== 'sum' || what !== 'amount' || (of !== 'orders' && of !== 'lines')) return null;
  return { lead, before: text('再消费 ', 'spend '), one: after('', ' more'), more: after('', ' more') };
}

/** In brackets what sets these purchases apart: the metric's own name, else which orders count. */
function whichPurchases({ name }: Metric, measure: Measure, scheme: Scheme): Text {
  const remarks = measureRemarks(measure, scheme);
  return inBrackets(remarks.length > 0 && name !== null ? [name] : remarks);
}

/** A scheme with several scores says which. */
function scoreWords({ name }: Metric, { metrics }: Scheme): Around {
  const several = [...metrics.values()].filter(({ definition }) => definition.kind === 'score').length > 1;
  const which = inBrackets(several && name !== null ? [name] : []);
  return {
    before: text('再得 ', 'gain '),
    one: text(` 分${which.zh}`, ` more point${which.en}`),
    more: text(` 分${which.zh}`, ` more points${which.en}`),
  };
}

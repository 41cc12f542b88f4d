import { type Text, text } from '../../text.ts';

/** Something that one version of a standard has and another has not, or has otherwise. */
export interface Change {
  readonly part:
    | 'standard'
    | 'count'
    | 'tier'
    | 'rule'
    | 'keep'
    | 'benefit'
    | 'metric'
    | 'field'
    | 'lifecycle';
  /** The tier, metric or field it is about; null for the standard as a whole. */
  readonly about: Text | null;
  /** Without a full stop. */
  readonly said: Text;
}

/** `old → new`. */
export function became(old: Text, next: Text): Text {
  return text(`${old.zh} → ${next.zh}`, `${old.en} → ${next.en}`);
}

/** What something is called, and was: with the other language beside it where only that has changed. */
export function renamed(old: Text, next: Text): Text {
  const both = ({ zh, en }: Text): string => (zh === en ? `“${zh}”` : `“${zh} / ${en}”`);
  const zh = old.zh === next.zh ? `${both(old)} → ${both(next)}` : `“${old.zh}” → “${next.zh}”`;
  const en = old.en === next.en ? `${both(old)} → ${both(next)}` : `“${old.en}” → “${next.en}”`;
  return text(zh, en);
}

export function isSameText(a: Text, b: Text): boolean {
  return a.zh === b.zh && a.en === b.en;
}

/** `what: old → new`. */
export function changed(what: Text, old: Text, next: Text): Text {
  return labelled(what, became(old, next));
}

export function labelled(what: Text, said: Text): Text {
  return text(`${what.zh}：${said.zh}`, `${what.en}: ${said.en}`);
}

import type { Lang } from '../../domain/text.ts';
import type { FormField } from '../../features/forms/read-answers.ts';

/** What fields are called when they are sent begins so: nothing else that is sent can be mistaken for one. */
export const ANSWER = 'a.';

/** Where a field or purpose stands on the page. */
export function idOf(path: string): string {
  return `f-${Buffer.from(path).toString('hex')}`;
}

/** What a field is called on the page. */
export function labelOf({ label, known }: FormField, lang: Lang): string {
  const name = label?.[lang] ?? known.name[lang];
  return name.charAt(0).toUpperCase() + name.slice(1);
}

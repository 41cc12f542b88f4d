/** A piece of a page, safe to stand in one. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | null | readonly Html[];

/** Markup as it stands, with values in it that are escaped unless they are markup themselves; attributes go in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  const written = values.map((value) => {
    if (value === null) return '';
    if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
    return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
  });
  return { markup: parts.map((part, index) => part + (written[index] ?? '')).join('') };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

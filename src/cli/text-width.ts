/** Characters that take two columns on a terminal. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g;

/** Columns that a text takes on a terminal. */
export function textWidth(text: string): number {
  return text.length + (text.match(wide)?.length ?? 0);
}

/** Where a line may end: at blanks, and after Chinese characters together with the signs that follow them. */
const chunks =
  /\s*(?:\p{Script=Han}[，。、：；）”！？]*|[^\s\p{Script=Han}，。、：；）”！？]+[，。、：；）”！？]*|\S)/gu;

/** Breaks a text of one or more lines so that none is wider than `width` columns, if it can be helped. */
export function wrapText(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let open = '';
  for (const [chunk] of line.matchAll(chunks)) {
    if (open !== '' && textWidth(open + chunk) > width) {
      lines.push(open);
      open = chunk.trimStart();
    } else {
      open += chunk;
    }
  }
  return [...lines, open];
}

import { createHash } from 'node:crypto';
import type { Lang } from '../../domain/text.ts';
import { type Html, html } from './html.ts';
import { words } from './words.ts';

/** For the browsers of old phones: nothing newer than ten years. */
const style = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#f2f4f7;color:#1b2430;font:16px/1.6 -apple-system,BlinkMacSystemFont,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:break-word;word-wrap:break-word}
main{max-width:560px;margin:0 auto;padding:16px 16px 48px}
.lang{text-align:right;margin:0 0 8px}
a{color:#0b57b7}
h1{font-size:24px;line-height:1.3;margin:0 0 8px}
.card{background:#fff;border:1px solid #d5dae1;border-radius:10px;padding:20px 16px}
.intro,.notice{white-space:pre-line}
.intro{margin:0 0 16px}
.field,fieldset{border:0;margin:0 0 20px;padding:0;min-width:0}
label,legend{font-weight:600;padding:0}
legend{display:block;margin-bottom:4px}
.mark,.help{font-weight:400;color:#55606e}
.help{display:block;font-size:14px;margin:0 0 4px}
input[type=text],input[type=tel],input[type=email],input[type=date],select{display:block;width:100%;min-height:44px;margin-top:4px;padding:8px 10px;border:1px solid #6b7684;border-radius:8px;background:#fff;color:#1b2430;font:inherit}
.option{display:block;font-weight:400;padding:8px 0}
.option input{width:20px;height:20px;margin:0 8px 0 0;vertical-align:-4px}
[aria-invalid=true]{border-color:#b3261e!important;border-width:2px!important}
.wrong{color:#b3261e;font-weight:600;margin:4px 0 0}
.problems{border:2px solid #b3261e;border-radius:8px;padding:12px 16px;margin:0 0 20px;color:#b3261e}
.problems ul{margin:4px 0 0;padding-left:20px}
.problems a{color:#b3261e}
.notice{background:#f2f4f7;border-radius:8px;padding:12px;margin:0 0 8px;font-size:15px}
.small{font-size:14px;color:#55606e}
button{display:block;width:100%;min-height:48px;border:0;border-radius:8px;background:#0b57b7;color:#fff;font:inherit;font-weight:600}
:focus{outline:3px solid #0b57b7;outline-offset:2px}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
@media (prefers-color-scheme:dark){
:root{color-scheme:dark}
body{background:#121416;color:#e7eaee}
a,.problems a{color:#8ab4f8}
.card{background:#1d2125;border-color:#3a4149}
.mark,.help,.small{color:#a9b2bd}
input[type=text],input[type=tel],input[type=email],input[type=date],select{background:#121416;color:#e7eaee;border-color:#7b8794}
[aria-invalid=true]{border-color:#ffb4ab!important}
.wrong,.problems{color:#ffb4ab;border-color:#ffb4ab}
.notice{background:#121416}
button{background:#8ab4f8;color:#0b1b33}
:focus{outline-color:#8ab4f8}
}
`;

const hash = createHash('sha256').update(style).digest('base64');

/** Nothing but the page itself and its one style: no scripts, pictures or frames. */
export const pagePolicy = `default-src 'none';style-src 'sha256-${hash}';form-action 'self';base-uri 'none';frame-ancestors 'none'`;

interface PageOf {
  readonly lang: Lang;
  readonly title: string;
  /** The same page in the other language; null where there is none. */
  readonly other: string | null;
  readonly content: Html;
}

/** A page that stands alone. */
export function page({ lang, title, other, content }: PageOf): string {
  const { markup } = html`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
${other === null ? null : html`<p class="lang"><a href="${other}" hreflang="${lang === 'zh' ? 'en' : 'zh'}" lang="${lang === 'zh' ? 'en' : 'zh-CN'}">${words.other[lang]}</a></p>`}
${content}
</main>
</body>
</html>
`;
  return `<!doctype html>\n${markup}`;
}

/** A page that says something. */
export function saying(lang: Lang, title: string, text: string): string {
  const content = html`<div class="card"><h1>${title}</h1><p>${text}</p></div>`;
  return page({ lang, title, other: null, content });
}

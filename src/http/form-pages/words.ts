import { text } from '../../domain/text.ts';

/** What the pages of forms say themselves. */
export const words = {
  other: text('English', '中文'),
  required: text('必填', 'required'),
  needed: text('必选', 'required'),
  choose: text('请选择', 'choose'),
  yes: text('是', 'yes'),
  no: text('否', 'no'),
  noAnswer: text('不填', 'no answer'),
  notice: text('告知与同意', 'Before you send it'),
  agree: text('我同意：', 'I agree to: '),
  optional: text('可不选', 'optional'),
  send: text('提交', 'Send'),
  wrong: text('还有几处需要改：', 'Some things have to be put right:'),
  trap: text('请不要填写这一栏', 'leave this empty'),
  version: text('告知版本', 'notice version'),
  problem: text('出错', 'Problem'),
  done: text('谢谢，已收到', 'Thank you'),
  doneText: text(
    '您填写的内容已经交给商家。现在可以关闭这个页面。',
    'What you filled in has been handed to the shop. You may close this page now.',
  ),
  gone: text('没有这个表单', 'No such form'),
  goneText: text(
    '链接可能不完整，或者表单已经结束。请向商家要新的链接。',
    'The link may be incomplete, or the form has ended. Ask the shop for a new one.',
  ),
  fault: text(
    '出错了，这不是您的问题。请稍后再试。',
    'Something went wrong, and it is not your fault. Try again later.',
  ),
} as const;

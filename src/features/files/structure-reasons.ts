import { type Text, text } from '../../domain/text.ts';

/** Why a row of a file cannot be told apart into cells. */
export type StructureReason = 'too-many-cells' | 'quote-unclosed' | 'cell-too-long' | 'json-broken';

/** A row that could not be told apart into cells. */
export interface RejectedRow {
  /** The number a spreadsheet shows, from 1. */
  readonly row: number;
  readonly reason: StructureReason;
  /** The first 200 characters of the row as it stands in the file. */
  readonly value: string;
}

export const MOST_REJECTED = 1_000_000;
export const CELL_LIMIT = 1_000_000;
const VALUE_CHARACTERS = 200;

/** Counts whole characters, and makes a new text: a slice would keep the whole part of the file in memory. */
export function firstCharacters(raw: string): string {
  return Array.from(raw.slice(0, VALUE_CHARACTERS * 2))
    .slice(0, VALUE_CHARACTERS)
    .join('');
}

/** What is wrong with such a row and what to do about it. */
export const structureText: Record<StructureReason, Text> = {
  'too-many-cells': text(
    '单元格比表头多，可能是内容里有未加引号的分隔符；请把该单元格用双引号括起来，或另存为 .xlsx',
    'more cells than the header; a separator may stand inside a cell: put that cell in double quotes, or save the file as .xlsx',
  ),
  'quote-unclosed': text(
    '双引号没有成对；请补上或删除这一行里多余的双引号',
    'a double quote is not closed; add the missing one or remove the surplus one on this line',
  ),
  'cell-too-long': text(
    '内容过长（单元格超过 100 万字或整行超过 4 MB）；请检查这一行是否缺少换行，并缩短内容',
    'too long (a cell over a million characters or a row over 4 MB); check for missing line breaks and shorten it',
  ),
  'json-broken': text(
    '这一行不是一个完整的 JSON 对象；请改成一行一个 {"列名": 值}',
    'not one whole JSON object; write one {"column": value} a line',
  ),
};

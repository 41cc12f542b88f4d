/** The page's colours; app.css has the same under the names of custom properties. */
export interface Palette {
  readonly accent: string;
  readonly accentSoft: string;
  /** Of text on the accent. */
  readonly onAccent: string;
  readonly paper: string;
  readonly surface: string;
  readonly ink: string;
  readonly soft: string;
  /** Of what floats: menus, dialogs. */
  readonly raised: string;
  readonly border: string;
  readonly line: string;
  readonly good: string;
  readonly goodSoft: string;
  readonly bad: string;
  readonly badSoft: string;
}

export const light: Palette = {
  accent: '#1f6f5c',
  accentSoft: '#e7f1ee',
  onAccent: '#ffffff',
  paper: '#f7f6f2',
  surface: '#ffffff',
  ink: '#1d2421',
  soft: '#66706b',
  raised: '#ffffff',
  border: '#d5d5cf',
  line: '#e6e4dd',
  good: '#2b7a4b',
  goodSoft: '#e8f4ec',
  bad: '#b3412f',
  badSoft: '#faece9',
};

export const dark: Palette = {
  accent: '#5cbfa5',
  accentSoft: '#1d302b',
  onAccent: '#0d1f1a',
  paper: '#131615',
  surface: '#1b1f1e',
  ink: '#e7ebe9',
  soft: '#97a29d',
  raised: '#232826',
  border: '#3d4542',
  line: '#2d3331',
  good: '#6cc58d',
  goodSoft: '#182a1f',
  bad: '#e58a78',
  badSoft: '#33201c',
};

/** Colours of tiers from the base to the top. */
const ramp = ['#8b95a1', '#3f9d94', '#3d7fd0', '#c8862a', '#c4587f', '#6d5fd3'] as const;
const darkRamp = ['#8d98a5', '#58b8ae', '#6aa5ee', '#e0a84c', '#e58aab', '#9a8ff0'] as const;

/** The colour of the tier at a position (0: base) among so many: the base is grey, and of four silver is blue, gold golden. */
export function tierColor(position: number, tiers: number, isDark: boolean): string {
  const colors = isDark ? darkRamp : ramp;
  const last = colors.length - 1;
  if (position < 0) return colors[0];
  if (tiers <= 1) return colors[0];
  const place = Math.round((position / (tiers - 1)) * last);
  return colors[Math.min(place, last)] ?? colors[0];
}

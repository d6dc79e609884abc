/** What the address bar says: each screen, and everything that a view of the dashboard shows. */

import { PARTS, type Part } from '../policy/parts';
import { isDay, PRESETS, type Period, type Preset } from './period';

export const CHARTS = ['visitors', 'visits', 'pageviews'] as const;
export type Chart = (typeof CHARTS)[number];

/** The tabs of the panels, first the one that shows unless another is chosen. */
export const TABS = {
  pages: ['page', 'entry_page', 'exit_page'],
  sources: ['source', 'channel', 'referrer', 'utm_campaign'],
  countries: ['country'],
  devices: ['device', 'browser', 'os', 'screen', 'language'],
} as const;
export type PanelName = keyof typeof TABS;
export type Dimension = (typeof TABS)[PanelName][number];
export type Tabs = { [P in PanelName]: (typeof TABS)[P][number] };
export const PANELS = Object.keys(TABS) as PanelName[];

/** What the screen of a site's policy shows. */
export const AREAS = ['overview', 'edit', 'preview', 'publish'] as const;
export type Area = (typeof AREAS)[number];

export interface View {
  period: Period;
  chart: Chart;
  /** The series as a table instead of a drawing. */
  table: boolean;
  tabs: Tabs;
}

export type Route =
  | { screen: 'login' }
  | { screen: 'setup'; token: string }
  | { screen: 'sites' }
  | { screen: 'new-site' }
  | { screen: 'settings'; domain: string }
  | { screen: 'consent'; domain: string; area: Area; part: Part }
  | { screen: 'dashboard'; domain: string; view: View };

export const DEFAULT_VIEW: View = {
  period: { preset: '30d' },
  chart: 'visitors',
  table: false,
  tabs: { pages: 'page', sources: 'source', countries: 'country', devices: 'device' },
};

/** Reads a location's hash; what makes no sense becomes the default, unknown screens the list of sites. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = split(hash.replace(/^#/, ''));
  const parts = path.split('/').filter((part) => part !== '').map(decode);
  const parameters = new URLSearchParams(query);
  if (parts[0] === 'login') return { screen: 'login' };
  if (parts[0] === 'setup') return { screen: 'setup', token: parameters.get('token') ?? '' };
  if (parts[0] === 'new-site') return { screen: 'new-site' };
  const domain = parts[0] === 'sites' ? parts[1] : undefined;
  if (domain === undefined) return { screen: 'sites' };
  if (parts[2] === 'settings') return { screen: 'settings', domain };
  if (parts[2] === 'consent') {
    const area = oneOf(AREAS, parts[3] ?? null);
    return { screen: 'consent', domain, area, part: oneOf(PARTS, area === 'edit' ? (parts[4] ?? null) : null) };
  }
  return { screen: 'dashboard', domain, view: parseView(parameters) };
}

export function formatRoute(route: Route): string {
  switch (route.screen) {
    case 'setup':
      return `#/setup?${new URLSearchParams({ token: route.token })}`;
    case 'settings':
      return `#/sites/${encodeURIComponent(route.domain)}/settings`;
    case 'consent':
      return `#/sites/${encodeURIComponent(route.domain)}/consent/${route.area}${route.area === 'edit' ? `/${route.part}` : ''}`;
    case 'dashboard':
      return `#/sites/${encodeURIComponent(route.domain)}?${formatView(route.view)}`;
    default:
      return `#/${route.screen}`;
  }
}

function parseView(parameters: URLSearchParams): View {
  const tabs: Record<string, string> = {};
  for (const panel of PANELS) tabs[panel] = oneOf(TABS[panel], parameters.get(panel));
  return {
    period: parsePeriod(parameters),
    chart: oneOf(CHARTS, parameters.get('chart')),
    table: parameters.get('table') === '1',
    tabs: tabs as Tabs,
  };
}

function formatView(view: View): URLSearchParams {
  const parameters = new URLSearchParams({ period: view.period.preset });
  if (view.period.preset === 'custom') {
    parameters.set('from', view.period.from);
    parameters.set('to', view.period.to);
  }
  if (view.chart !== CHARTS[0]) parameters.set('chart', view.chart);
  if (view.table) parameters.set('table', '1');
  for (const panel of PANELS) {
    if (view.tabs[panel] !== TABS[panel][0]) parameters.set(panel, view.tabs[panel]);
  }
  return parameters;
}

function parsePeriod(parameters: URLSearchParams): Period {
  const preset = parameters.get('period');
  const from = parameters.get('from') ?? '';
  const to = parameters.get('to') ?? '';
  if (preset === 'custom' && isDay(from) && isDay(to)) {
    return from <= to ? { preset, from, to } : { preset, from: to, to: from };
  }
  return PRESETS.includes(preset as Preset) ? { preset: preset as Preset } : DEFAULT_VIEW.period;
}

/** The text if it is one of the values, else the first of them. */
function oneOf<T extends string>(values: readonly [T, ...T[]], text: string | null): T {
  return values.find((value) => value === text) ?? values[0];
}

function split(text: string): string[] {
  const at = text.indexOf('?');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { addDays, PRESETS, type Period } from '../src/lib/period';
import { PARTS } from '../src/policy/parts';
import { AREAS, CHARTS, DEFAULT_VIEW, formatRoute, PANELS, parseRoute, type Route, TABS, type Tabs } from '../src/lib/route';

/** Reproducible randomness: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function anyRoute(next: () => number): Route {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const text = (): string => Array.from({ length: 1 + Math.floor(next() * 12) }, () => pick([...'aZ0.-ü/?&=#% 日<'])).join('');
  const period = (): Period => {
    const preset = pick([...PRESETS, 'custom'] as const);
    if (preset !== 'custom') return { preset };
    const from = addDays('2026-01-01', Math.floor(next() * 400));
    return { preset, from, to: addDays(from, Math.floor(next() * 400)) };
  };
  const screen = pick(['login', 'setup', 'sites', 'new-site', 'settings', 'consent', 'dashboard'] as const);
  if (screen === 'setup') return { screen, token: text() };
  if (screen === 'settings') return { screen, domain: text() };
  if (screen === 'consent') {
    const area = pick(AREAS);
    return { screen, domain: text(), area, part: area === 'edit' ? pick(PARTS) : PARTS[0] };
  }
  if (screen !== 'dashboard') return { screen };
  const tabs = Object.fromEntries(PANELS.map((panel) => [panel, pick<string>(TABS[panel])])) as Tabs;
  return { screen, domain: text(), view: { period: period(), chart: pick(CHARTS), table: next() < 0.5, tabs } };
}

describe('the address bar', () => {
  it('holds every route: 5,000 random ones survive the way there and back', () => {
    const next = random(20261124);
    for (let i = 0; i < 5000; i++) {
      const route = anyRoute(next);
      expect(parseRoute(formatRoute(route))).toEqual(route);
    }
  });

  it('is read from what the browser makes of it', () => {
    const route: Route = { screen: 'dashboard', domain: 'a b/ü?.example', view: DEFAULT_VIEW };
    expect(parseRoute(new URL(formatRoute(route), 'https://stats.example/app/').hash)).toEqual(route);
  });

  it('falls back to the defaults where it makes no sense', () => {
    const dashboard = { screen: 'dashboard', domain: 'example.com', view: DEFAULT_VIEW };
    expect(parseRoute('#/sites/example.com')).toEqual(dashboard);
    expect(parseRoute('#/sites/example.com?period=never&chart=<b>&pages=country&table=yes')).toEqual(dashboard);
    expect(parseRoute('#/sites/example.com?period=custom&from=2026-02-30&to=2026-03-01')).toEqual(dashboard);
    for (const hash of ['', '#', '#/', '#/nowhere', '#nonsense']) expect(parseRoute(hash)).toEqual({ screen: 'sites' });
    expect(parseRoute('#/sites/%E0%A4%A')).toMatchObject({ screen: 'dashboard', domain: '%E0%A4%A' });
  });

  it('puts the days of a custom period in order', () => {
    expect(parseRoute('#/sites/x?period=custom&from=2026-03-02&to=2026-03-01')).toMatchObject({
      view: { period: { from: '2026-03-01', to: '2026-03-02' } },
    });
  });
});

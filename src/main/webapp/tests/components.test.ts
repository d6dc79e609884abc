import { render, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import Figure from '../src/components/Figure.svelte';
import PanelRows from '../src/components/PanelRows.svelte';
import type { Stats } from '../src/lib/api';
import { language } from '../src/lib/language.svelte';
import type { Dimension } from '../src/lib/route';

const THRESHOLDS = { value: 3, pair: 5, crowd: 10 };
const OPEN = { value: 1, pair: 1, crowd: 1 };

function stats(answer: Partial<Stats>): Stats {
  return { from: '2026-11-01', to: '2026-11-24', timezone: 'UTC', totals: {}, ...answer };
}

function panel(answer: Partial<Stats>, dimension: Dimension = 'page', thresholds = THRESHOLDS): void {
  const metric = dimension === 'page' ? 'pageviews' : 'visits';
  render(PanelRows, { stats: stats(answer), dimension, metric, thresholds, limit: 100 });
}

const labels = (): (string | null)[] => screen.getAllByTestId('row').map((row) => within(row).getByTestId('label').textContent);

beforeEach(() => language.choose('en'));

describe('a panel', () => {
  it('shows rows with label, number and the value as the API names it', () => {
    panel({ rows: [{ value: '/', pageviews: 1200 }, { value: '/pricing', pageviews: 300 }] });

    expect(labels()).toEqual(['/', '/pricing']);
    const row = screen.getAllByTestId('row')[1];
    expect(row?.dataset).toMatchObject({ value: '/pricing', amount: '300' });
    expect(row?.querySelector<HTMLElement>('.bar')?.style.width).toBe('25%');
    expect(screen.getAllByTestId('amount')[0]?.textContent).toBe('1,200');
    expect(screen.queryByTestId('few')).toBeNull();
    expect(screen.queryByTestId('waiting')).toBeNull();
  });

  it('says how many values a day could not hold, and since when', () => {
    panel({ rows: [{ value: '(other)', pageviews: 900 }], folded: { values: 1234, since: '2026-11-03' } });

    expect(labels()).toEqual(['Others beyond the limit of a day']);
    expect(screen.getByTestId('folded').textContent).toContain('about 1,234 values since Nov 3');
  });

  it('names countries, and keeps a value that is no country', () => {
    panel({ rows: [{ value: 'DE', visits: 5 }, { value: 'unknown', visits: 4 }, { value: '<i>', visits: 3 }] }, 'country');

    expect(labels()).toEqual(['Germany', 'Unknown', '<i>']);
  });

  it('shows hostile values as text', () => {
    const hostile = [
      '/<script>alert(1)</script>',
      '/"onmouseover="alert(1)',
      '<img src=x onerror=alert(1)>',
      '{@html evil}',
      '\u202egnp.exe',
      'constructor',
      '__proto__',
    ];
    panel({ rows: hostile.map((value, index) => ({ value, pageviews: 50 - index })) });

    expect(labels()).toEqual(hostile);
    expect(document.querySelectorAll('script, img')).toHaveLength(0);
    expect(document.querySelectorAll('[onmouseover], [onerror]')).toHaveLength(0);
    expect(document.querySelectorAll('bdi')).toHaveLength(hostile.length);
  });

  it('explains the line that sums up the rest', () => {
    panel({ rows: [{ value: 'DE', visits: 5 }], few: { visits: 7 } }, 'country');

    const few = screen.getByTestId('few');
    expect(few.textContent).toContain('Others, fewer than 3 visits each');
    expect(few.dataset.amount).toBe('7');
  });

  it('says how many visits it waits for, so that nobody can be recognised', () => {
    panel({ rows: [], few: { visits: 6 }, waiting: 4 });
    expect(screen.queryByTestId('few')).toBeNull();

    expect(screen.getByTestId('waiting').textContent).toBe(
      'Breakdowns follow with the next 4 visits, so that nobody can be recognised.',
    );
    expect(screen.queryByTestId('empty')).toBeNull();
  });

  it('says it in the singular and in German too', () => {
    language.choose('de');
    panel({ rows: [], waiting: 1 });

    expect(screen.getByTestId('waiting').textContent).toContain('mit dem nächsten Besuch');
  });

  it('does not speak of few visits on a site that hides nobody', () => {
    panel({ rows: [{ value: 'DE', visits: 1 }], few: { visits: 2 } }, 'country', OPEN);

    expect(screen.getByTestId('few').textContent).toContain('All others');
  });

  it('says when there is nothing', () => {
    panel({ rows: [] });

    expect(screen.getByTestId('empty').textContent).toBe('Nothing in this period yet.');
  });

  it('shows eight rows, and all on demand', async () => {
    panel({ rows: Array.from({ length: 12 }, (_, index) => ({ value: `/p${index}`, pageviews: 12 - index })) });
    expect(screen.getAllByTestId('row')).toHaveLength(8);

    screen.getByTestId('more').click();

    await expect.poll(() => screen.getAllByTestId('row').length).toBe(12);
  });
});

describe('a head figure', () => {
  it('shows its number and the change', () => {
    render(Figure, { name: 'visitors', value: 112, before: 100, charted: true });

    const figure = screen.getByTestId('figure-visitors');
    expect(within(figure).getByTestId('value').textContent).toBe('112');
    expect(figure.textContent).toContain('+12%');
    expect(figure.getAttribute('aria-pressed')).toBe('true');
  });

  it('shows a dash when it cannot be said, and no change without a comparison', () => {
    render(Figure, { name: 'bounce_rate', value: null });

    const figure = screen.getByTestId('figure-bounce_rate');
    expect(within(figure).getByTestId('value').textContent).toBe('–');
    expect(figure.textContent).not.toContain('%');
  });
});

describe('a value', () => {
  it.each([
    ['channel', 'Organic Search', 'Search'],
    ['channel', 'AI Assistants', 'AI assistants'],
    ['device', 'mobile', 'Phone'],
    ['utm_campaign', '(none)', 'No campaign'],
    ['screen', '(unknown)', 'Unknown'],
    ['country', '(unknown)', 'Unknown'],
    ['browser', '(other)', 'Others beyond the limit of a day'],
    ['source', 'Direct', 'Direct'],
    ['page', '/unknown', '/unknown'],
    ['page', '/(none)', '/(none)'],
    ['utm_campaign', 'none', 'none'],
  ] as const)('of %s, %s, is called %s: only what the server made up has a name of ours', (dimension, value, text) => {
    panel({ rows: [{ value, pageviews: 3, visits: 3 }] }, dimension);

    expect(labels()).toEqual([text]);
  });
});

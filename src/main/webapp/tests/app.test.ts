import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from '../src/App.svelte';
import { Api } from '../src/lib/api';
import { language } from '../src/lib/language.svelte';
import { type Heard, ListeningServer, type Reply } from './server';

const SITE = {
  domain: 'example.com',
  aliases: [],
  subdomains: false,
  timezone: 'Europe/Berlin',
  policy: 1,
  thresholds: { value: 3, pair: 5, crowd: 10 },
  counting: true,
};

/** The answers of a server with one site, and one person who may see it. */
class OneSite {
  known = false;
  site = SITE;

  answer({ method, url, body }: Heard): Reply {
    const { pathname, searchParams } = new URL(url, 'http://x');
    const path = pathname.replace('/api/v1', '');
    const ok = (value: object): Reply => ({ status: 200, body: JSON.stringify(value) });
    if (method === 'POST' && path === '/session') this.known = JSON.parse(body).password === 'right';
    if (!this.known) return { status: 401, body: '{"title":"Log in first"}' };
    if (path === '/session') return ok({ email: 'a@example.com', role: 'administrator', csrf: 'c' });
    if (path === '/sites') return ok({ sites: [this.site] });
    if (path === '/sites/example.com') return ok(this.site);
    if (path.endsWith('/live')) return ok({ last5: 2, last30: 9 });
    return ok(this.stats(searchParams));
  }

  private stats(question: URLSearchParams): object {
    const by = question.get('by');
    const rows = { page: [{ value: '/', pageviews: 3 }], country: [{ value: 'NO', visits: 1 }] }[by ?? ''] ?? [];
    const totals = { visitors: 1, visits: 1, pageviews: 3, bounce_rate: 0, pages_per_visit: 3, visit_duration: 61 };
    return { from: question.get('from'), to: question.get('to'), timezone: 'Europe/Berlin', totals, rows };
  }
}

describe('the dashboard', () => {
  const state = new OneSite();
  let server: ListeningServer;
  let asked: Promise<Response>[] = [];

  async function open(hash: string): Promise<void> {
    location.hash = hash;
    dispatchEvent(new Event('hashchange'));
    const fetcher = (url: string, init: RequestInit): Promise<Response> => {
      const answer = fetch(url, init);
      asked.push(answer);
      return answer;
    };
    render(App, { api: new Api(server.url, fetcher) });
  }

  function type(field: string, text: string): void {
    const input = screen.getByTestId<HTMLInputElement>(`field-${field}`);
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  const valueOf = (figure: string): string | null => within(screen.getByTestId(`figure-${figure}`)).getByTestId('value').textContent;

  beforeEach(async () => {
    language.choose('en');
    Object.assign(state, { known: false, site: SITE });
    server = await ListeningServer.start((heard) => state.answer(heard));
  });

  afterEach(async () => {
    cleanup();
    await Promise.allSettled(asked); // so that the page asks no server that is gone
    asked = [];
    await server.close();
  });

  it('asks people to log in, says what is wrong, and then leads to where they wanted to go', async () => {
    await open('#/sites/example.com?period=today');
    await screen.findByTestId('log-in');

    type('email', 'a@example.com');
    type('password', 'wrong');
    screen.getByTestId('submit').click();
    expect((await screen.findByTestId('problem')).textContent).toBe('Email or password is not right.');

    type('password', 'right');
    screen.getByTestId('submit').click();
    await screen.findByTestId('dashboard');
    expect(location.hash).toBe('#/sites/example.com?period=today');
  });

  it('shows the numbers that the API gives, in figures and panels', async () => {
    state.known = true;
    await open('#/sites/example.com?period=30d');
    await screen.findByTestId('figure-visitors');

    await expect.poll(() => valueOf('visitors')).toBe('1');
    expect(valueOf('visits')).toBe('1');
    expect(valueOf('pageviews')).toBe('3');
    expect(valueOf('visit_duration')).toBe('1\u00a0min 1\u00a0s');
    const countries = await within(screen.getByTestId('panel-countries')).findByTestId('row');
    expect(countries.textContent).toContain('Norway');
    expect(countries.dataset.value).toBe('NO');
    expect((await screen.findByTestId('live')).textContent).toContain('2 visitors now');
    expect(screen.queryByTestId('open-note')).toBeNull();
    expect(screen.getByTestId('zone').textContent).toBe('Days in Europe/Berlin');
  });

  it('says that a demo or test site hides nobody', async () => {
    Object.assign(state, { known: true, site: { ...SITE, thresholds: { value: 1, pair: 1, crowd: 1 } } });
    await open('#/sites/example.com');

    expect((await screen.findByTestId('open-note')).textContent).toBe(
      'Demo or test site: everything is shown at once, nobody is hidden in a crowd.',
    );
  });

  it('waits for the first visit with the script to copy', async () => {
    Object.assign(state, { known: true, site: { ...SITE, counting: false } });
    await open('#/sites/example.com');

    expect((await screen.findByTestId('empty-state')).textContent).toContain('Waiting for the first visit');
    expect(screen.getByTestId('snippet').textContent).toMatch(/^<script async src="http.*\/s\/example\.com\.js"><\/script>$/);
  });

  it('asks people to log in again when the session has ended', async () => {
    state.known = true;
    await open('#/sites');
    await screen.findByTestId('site');
    state.known = false;

    location.hash = '#/sites/example.com';
    dispatchEvent(new Event('hashchange'));

    expect((await screen.findByTestId('log-in')).textContent).toContain('Your session has ended.');
  });

  it('changes the address with a tab, and with a key only while the focus is on the periods', async () => {
    state.known = true;
    await open('#/sites/example.com');
    (await screen.findByTestId('tab-channel')).click();
    await expect.poll(() => location.hash).toContain('sources=channel');

    dispatchEvent(new KeyboardEvent('keydown', { key: 'y' }));
    screen.getByTestId('period-30d').dispatchEvent(new KeyboardEvent('keydown', { key: 't', bubbles: true }));
    await expect.poll(() => location.hash).toContain('period=today');
    expect(location.hash).toContain('sources=channel');
  });
});

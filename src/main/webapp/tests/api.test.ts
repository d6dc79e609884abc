// @vitest-environment node
import { afterEach, describe, expect, it } from 'vitest';
import { Api } from '../src/lib/api';
import { type Heard, ListeningServer, type Reply } from './server';

const SESSION = JSON.stringify({ email: 'a@example.com', role: 'administrator', csrf: 'token-1' });

describe('the API client', () => {
  let server: ListeningServer | undefined;

  async function api(answer: (heard: Heard) => Reply): Promise<Api> {
    server = await ListeningServer.start(answer);
    return new Api(server.url);
  }

  afterEach(async () => server?.close());

  it('sends a log-in as JSON and returns the session', async () => {
    const client = await api(() => ({ status: 200, body: SESSION }));

    const answer = await client.logIn('a@example.com', 'correct horse');

    expect(answer).toEqual({ ok: true, value: JSON.parse(SESSION) });
    expect(server?.last).toMatchObject({ method: 'POST', url: '/api/v1/session' });
    expect(JSON.parse(server?.last.body ?? '')).toEqual({ email: 'a@example.com', password: 'correct horse' });
  });

  it('sends the CSRF token of the session with every change, and with no read', async () => {
    const client = await api(({ method }) => ({ status: 200, body: method === 'GET' ? '{"sites":[]}' : SESSION }));
    await client.logIn('a@example.com', 'correct horse');

    await client.createSite({ domain: 'example.com', timezone: 'UTC' });
    expect(server?.last.headers['x-csrf-token']).toBe('token-1');
    await client.changeSite('example.com', { aliases: [] });
    expect(server?.last).toMatchObject({ method: 'PATCH', headers: { 'x-csrf-token': 'token-1' } });
    await client.sites();
    expect(server?.last.headers['x-csrf-token']).toBeUndefined();
  });

  it('asks for statistics with every part of the question encoded', async () => {
    const client = await api(() => ({ status: 200, body: '{"totals":{}}' }));

    await client.stats('müller.example', {
      from: '2026-11-01',
      to: '2026-11-30',
      metrics: ['visits', 'pageviews'],
      by: 'page',
      limit: 100,
      order: '-pageviews',
    });

    const url = new URL(server?.last.url ?? '', 'http://x');
    expect(url.pathname).toBe('/api/v1/sites/m%C3%BCller.example/stats');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      from: '2026-11-01',
      to: '2026-11-30',
      metrics: 'visits,pageviews',
      by: 'page',
      limit: '100',
      order: '-pageviews',
    });
  });

  it('tells when a session that was known has ended', async () => {
    let live = true;
    const client = await api(() => (live ? { status: 200, body: SESSION } : { status: 401, body: '{}' }));
    let ended = 0;
    client.onLoggedOut = () => (ended += 1);
    await client.session();
    live = false;

    const answer = await client.site('example.com');

    expect(answer).toMatchObject({ ok: false, problem: { status: 401 } });
    expect(ended).toBe(1);
  });

  it('takes a wrong password for a problem, not for the end of a session', async () => {
    const client = await api(() => ({ status: 401, body: '{"title":"Wrong"}' }));
    let ended = 0;
    client.onLoggedOut = () => (ended += 1);

    expect(await client.logIn('a@example.com', 'wrong')).toMatchObject({ ok: false, problem: { title: 'Wrong' } });
    expect(ended).toBe(0);
  });

  it('returns the field and the detail of a problem document', async () => {
    const problem = { type: 'about:blank', title: 'Bad', status: 400, detail: 'No such zone', field: 'timezone' };
    const client = await api(() => ({ status: 400, body: JSON.stringify(problem) }));

    expect(await client.createSite({ domain: 'a.example', timezone: 'Moon' })).toEqual({ ok: false, problem });
  });

  it('makes a problem of an answer that is no JSON', async () => {
    const client = await api(() => ({ status: 502, body: '<h1>Bad gateway</h1>' }));

    expect(await client.sites()).toMatchObject({ ok: false, problem: { status: 502, title: 'Bad Gateway' } });
  });

  it('makes a problem of a silent server', async () => {
    const client = await api(() => ({ status: 204 }));
    await server?.close();

    expect(await client.sites()).toMatchObject({ ok: false, problem: { type: 'offline', status: 0 } });
    server = undefined;
  });

  it('logs out without a body to read', async () => {
    const client = await api(({ method }) => (method === 'DELETE' ? { status: 204 } : { status: 200, body: SESSION }));
    await client.session();

    expect(await client.logOut()).toEqual({ ok: true, value: undefined });
    expect(server?.last.headers['x-csrf-token']).toBe('token-1');
  });
});

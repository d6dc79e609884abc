import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from '../src/App.svelte';
import { Api } from '../src/lib/api';
import { language } from '../src/lib/language.svelte';
import { type Heard, ListeningServer, type Reply } from './server';

const PUBLISHED = { version: 1, revision: 1, hash: 'a1b2c3d4e5f60718293a4b5c6d7e8f90', published_at: '2026-05-01T08:00:00Z' };
const DOCUMENT = {
  controller: { name: '', contact: '' },
  privacy: '',
  language: 'en',
  categories: [{ id: 'necessary' }, { id: 'preferences' }, { id: 'statistics' }, { id: 'marketing' }],
  services: [],
  design: { layout: 'bar', position: 'bottom', reopen: 'button' },
  rules: [],
  children: false,
  signals: { google: 'off', uet: false, clarity: false, dnt: false, gpc_denies: ['marketing'] },
  standard_texts: 1,
  texts: {},
};
const ERROR = { level: 'error', rule: 'made-up', path: 'privacy', message: 'There is no privacy policy.' };

/** A server with one site and its policy. It refuses cookies that last longer than a hundred years, as the real one. */
class OnePolicy {
  draft: typeof DOCUMENT | null = null;
  findings: object[] = [];
  asksAgain = false;
  published: object[] = [];
  previewable = true;

  answer({ method, url, body }: Heard): Reply {
    const { pathname, searchParams } = new URL(url, 'http://x');
    const path = pathname.replace('/api/v1', '').replace('/sites/example.com/policy', '');
    const ok = (value: object, status = 200): Reply => ({ status, body: JSON.stringify(value) });
    switch (`${method} ${path}`) {
      case 'GET /session':
        return ok({ email: 'a@example.com', role: 'administrator', csrf: 'c' });
      case 'GET ':
        return ok({ in_force: { ...PUBLISHED, document: DOCUMENT }, draft: this.draft });
      case 'GET /archive':
        return ok({ versions: searchParams.get('on') === '2020-01-01' ? [] : [{ ...PUBLISHED, until: null, script_hash: 's' }] });
      case 'GET /check':
        return ok(this.check());
      case 'PUT /draft':
        if (/"days":99999/.test(body)) return ok({ title: 'Bad', field: 'services[0].cookies[0].days', detail: 'must be less' }, 400);
        this.draft = JSON.parse(body);
        return ok({ draft: this.draft!, check: this.check() });
      case 'DELETE /draft':
        this.draft = null;
        return { status: 204 };
      case 'GET /preview':
        return this.previewable ? { status: 200, body: '<p>the banner</p>' } : ok({ title: 'Not now' }, 503);
      case 'POST /publish':
        if (this.findings.length > 0) return ok({ title: 'Not yet', findings: this.findings }, 409);
        this.published.push(this.draft!);
        this.draft = null;
        return ok({ ...PUBLISHED, version: 2 }, 201);
      default:
        return { status: 404, body: '{"title":"No such thing"}' };
    }
  }

  private check(): object {
    const next = this.asksAgain ? { version: 2, revision: 1 } : { version: 1, revision: 2 };
    return { findings: this.findings, asks_again: this.asksAgain, why: this.asksAgain ? ['YouTube is new.'] : [], next };
  }
}

describe('the policy of a site', () => {
  let state: OnePolicy;
  let server: ListeningServer;
  let asked: Promise<Response>[] = [];

  function go(area: string): void {
    location.hash = `#/sites/example.com/consent/${area}`;
    dispatchEvent(new Event('hashchange'));
  }

  async function open(area: string): Promise<void> {
    go(area);
    const fetcher = (url: string, init: RequestInit): Promise<Response> => {
      const answer = fetch(url, init);
      asked.push(answer);
      return answer;
    };
    render(App, { api: new Api(server.url, fetcher) });
    await screen.findByTestId('consent');
    await expect.poll(() => document.querySelector('.editor, .group, .note') !== null).toBe(true);
  }

  async function type(path: string, text: string): Promise<void> {
    const input = await screen.findByTestId<HTMLInputElement>(`at-${path}`);
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    input.dispatchEvent(new Event('blur'));
  }

  async function save(): Promise<void> {
    const button = screen.getByTestId<HTMLButtonElement>('save');
    await expect.poll(() => button.disabled).toBe(false);
    button.click();
  }

  beforeEach(async () => {
    language.choose('en');
    state = new OnePolicy();
    server = await ListeningServer.start((heard) => state.answer(heard));
  });

  afterEach(async () => {
    cleanup();
    await Promise.allSettled(asked);
    asked = [];
    await server.close();
  });

  it('says what is in force, and what was shown on a day', async () => {
    await open('overview');
    expect((await screen.findByTestId('in-force')).textContent).toBe('1.1');
    expect(screen.getByTestId('hash').textContent).toBe('a1b2c3d4e5f6…');
    expect(screen.getByTestId('draft-state').textContent).toContain('There is no draft');
    expect((await screen.findByTestId('archived')).textContent).toContain('in force');

    for (const [day, said] of [['2026-06-01', 'That day showed version 1.1.'], ['2020-01-01', 'Nothing was shown on that day.']]) {
      const input = screen.getByTestId<HTMLInputElement>('on');
      input.value = day!;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      screen.getByTestId('ask-on').click();
      await expect.poll(() => screen.getByTestId('shown-on').textContent).toContain(said);
    }
  });

  it('saves what was written as the API takes it, without what says nothing', async () => {
    await open('edit/basics');
    await type('controller.name', 'Example GmbH');
    await save();

    await expect.poll(() => state.draft).toEqual({ ...DOCUMENT, controller: { name: 'Example GmbH', contact: '' } });
    await expect.poll(() => screen.getByTestId('save-state').textContent).toContain('Draft saved');
  });

  it('adds a ready-made service with what it stores', async () => {
    await open('edit/services');
    const preset = screen.getByTestId<HTMLSelectElement>('preset');
    preset.value = 'google-analytics';
    preset.dispatchEvent(new Event('change', { bubbles: true }));
    screen.getByTestId('add-service').click();
    await screen.findByTestId('at-services[0].name');
    await save();

    await expect.poll(() => state.draft?.services).toMatchObject([
      { id: 'google-analytics', category: 'statistics', cookies: [{ name: '_ga', kind: 'cookie', days: 730 }, { name: '_ga_*' }] },
    ]);
  });

  it('gives a service of the own an id from its name, and shows what the server refuses at its field', async () => {
    await open('edit/services');
    screen.getByTestId('add-service').click();
    await type('services[0].name', 'Karten & Wege');
    await expect.poll(() => screen.getByTestId<HTMLInputElement>('at-services[0].id').value).toBe('karten-wege');
    screen.getByTestId('add-stored').click();
    await type('services[0].cookies[0].name', 'map');
    await type('services[0].cookies[0].days', '99999');
    await save();

    const field = (await screen.findByTestId('at-services[0].cookies[0].days')).closest<HTMLElement>('.field')!;
    expect((await within(field).findByTestId('refusal')).textContent).toBe('A whole number of days from 0 to 36,500.');
    expect(state.draft).toBeNull();
  });

  it('writes texts in another language without touching the first', async () => {
    await open('edit/texts');
    await type('texts.en.title', 'Your choice');
    const tongue = screen.getByTestId<HTMLSelectElement>('tongue');
    tongue.value = 'fr';
    tongue.dispatchEvent(new Event('change', { bubbles: true }));
    await type('texts.fr.title', 'Votre choix');
    await save();

    await expect.poll(() => state.draft?.texts).toEqual({ en: { title: 'Your choice' }, fr: { title: 'Votre choix' } });
  });

  it('keeps marketing denied by Global Privacy Control whatever else is', async () => {
    await open('edit/signals');
    expect((await screen.findByTestId<HTMLInputElement>('at-signals.gpc_denies.marketing')).disabled).toBe(true);
    screen.getByTestId('at-signals.gpc_denies.statistics').click();
    screen.getByTestId('at-signals.google-advanced').click();
    await screen.findByTestId('advanced-warning');
    await save();

    await expect.poll(() => state.draft?.signals).toMatchObject({ google: 'advanced', gpc_denies: ['marketing', 'statistics'] });
  });

  it('shows the contrast of own colours', async () => {
    await open('edit/design');
    screen.getByTestId('at-design.light').click();
    await type('design.light.text', '#777777');
    await expect.poll(() => screen.getByTestId('contrast-light-text').textContent).toContain('4.4 : 1, too little');
    await type('design.light.text', '#757575');
    await expect.poll(() => screen.getByTestId('contrast-light-text').textContent).toContain('4.6 : 1, enough');
  });

  it('cannot be published while there is an error, and leads to its field', async () => {
    Object.assign(state, { draft: DOCUMENT, findings: [ERROR] });
    await open('publish');
    const finding = await screen.findByTestId('finding');
    expect(finding.textContent).toContain('There is no privacy policy.');
    expect(screen.getByTestId<HTMLButtonElement>('publish').disabled).toBe(true);

    within(finding).getByTestId('to-field').click();
    await expect.poll(() => location.hash).toBe('#/sites/example.com/consent/edit/basics');
    await expect.poll(() => document.activeElement?.id).toBe('privacy');
    expect(screen.getByTestId('note-error').textContent).toBe('There is no privacy policy.');
  });

  it('says before publishing who is asked again, why, and that numbers will dip', async () => {
    Object.assign(state, { draft: DOCUMENT, asksAgain: true });
    await open('publish');
    (await screen.findByTestId('publish')).click();
    const dialog = await screen.findByTestId('dialog');
    expect(dialog.textContent).toContain('Publish 2.1?');
    expect(dialog.textContent).toContain('Everybody is asked again');
    expect(dialog.textContent).toContain('YouTube is new.');
    expect(within(dialog).getByTestId('dip').textContent).toContain('dip');
    expect(state.published).toEqual([]);

    within(dialog).getByTestId('confirm').click();
    expect((await screen.findByTestId('published')).textContent).toContain('Published as 2.1');
    expect(state.published).toEqual([DOCUMENT]);
  });

  it('says of a mere revision that nobody is asked again', async () => {
    state.draft = DOCUMENT;
    await open('publish');
    expect((await screen.findByTestId('next')).textContent).toBe('1.1 becomes 1.2: a revision. Nobody is asked again.');
    screen.getByTestId('publish').click();
    expect((await screen.findByTestId('who')).textContent).toContain('Nobody is asked again');
    expect(screen.queryByTestId('dip')).toBeNull();
  });

  it('saves changes before it shows the preview, in a frame that can reach nothing', async () => {
    await open('edit/basics');
    await type('controller.name', 'Example GmbH');
    go('preview');

    const frame = await screen.findByTestId<HTMLIFrameElement>('frame');
    expect(frame.getAttribute('sandbox')).toBe('allow-scripts');
    expect(frame.getAttribute('src')).toContain('/api/v1/sites/example.com/policy/preview?language=en');
    expect(state.draft?.controller.name).toBe('Example GmbH');
  });

  it('says why there is no preview instead of framing a refusal', async () => {
    Object.assign(state, { draft: DOCUMENT, previewable: false });
    await open('preview');

    expect((await screen.findByTestId('preview-failed')).textContent).toContain('Not now');
    expect(screen.queryByTestId('frame')).toBeNull();
  });

  it('keeps what is not saved when the person looks at something else', async () => {
    await open('edit/basics');
    await type('controller.name', 'Half a na');
    location.hash = '#/sites';
    dispatchEvent(new Event('hashchange'));
    await expect.poll(() => screen.queryByTestId('consent')).toBeNull();
    go('edit/basics');

    expect((await screen.findByTestId<HTMLInputElement>('at-controller.name')).value).toBe('Half a na');
    expect(screen.getByTestId('save-state').textContent).toContain('not saved yet');
    expect(state.draft).toBeNull();
  });

  it('forgets a draft after asking', async () => {
    state.draft = { ...DOCUMENT, controller: { name: 'Wrong', contact: '' } };
    await open('edit/basics');
    await screen.findByTestId('at-controller.name');
    screen.getByTestId('discard').click();
    (await screen.findByTestId('confirm')).click();

    await expect.poll(() => state.draft).toBeNull();
    await expect.poll(() => screen.getByTestId<HTMLInputElement>('at-controller.name').value).toBe('');
  });
});

// @vitest-environment node
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../src/types';
import { receipt } from '../receipts';
import { Browser } from './Browser';
import { Clock } from './Clock';
import { Server, type Arrived, type Fate } from './Server';
import { tidy, type Table } from './Sums';

/** What happens in a scenario; the README beside the files says what each action is. */
interface Step {
  at: string;
  tab?: string;
  do: string;
  url?: string;
  referrer?: string;
  title?: string;
  hidden?: boolean;
  notfound?: boolean;
  name?: string;
  options?: object;
  percent?: number;
  form?: string;
  download?: boolean;
  network?: Fate | 'offline';
  ahead?: number;
}

interface Scenario {
  about: string;
  zone: string;
  site?: Partial<SiteConfig>;
  steps: Step[];
  requests: { at: string; report: number; body: object }[];
  expect: Table;
}

const FOLDER = '../src/test/resources/fixtures/memory/';
declare const process: { env: Record<string, string | undefined> };
/** FOOTFALL_RECORD=1 writes the requests that happen into the files: look at each change before you keep it. */
const record = !!process.env.FOOTFALL_RECORD;

const files = readdirSync(FOLDER).filter((name: string) => name.endsWith('.json'));

describe('the scenarios shared with the server', () => {
  it.each(files)('%s', async (file: string) => {
    const scenario = JSON.parse(readFileSync(FOLDER + file, 'utf8')) as Scenario;
    const server = await play(scenario);
    const requests = numbered(server.arrived);
    if (record) {
      writeFileSync(FOLDER + file, JSON.stringify({ ...scenario, requests }, null, 2) + '\n');
    }
    expect(requests).toEqual(record ? requests : scenario.requests);
    expect(tidy(server.sums.table)).toEqual(tidy(scenario.expect));
  });

  it('are at least ten', () => expect(files.length).toBeGreaterThan(9));
});

async function play({ zone, site, steps }: Scenario): Promise<Server> {
  const clock = new Clock(Date.parse(steps[0]!.at));
  const server = new Server(clock, zone);
  const settings: SiteConfig = { site: 'example.com', url: 'https://stats.example.org', policy: 3, zone, decisions: 'grants', ...site };
  const browser = new Browser(clock, server, settings, { latency: 100 });
  browser.writeCookie('example.com', 'footfall_consent=' + receipt(['statistics']) + ';Path=/' + (site?.scope ? ';Domain=' + site.scope : ''));
  for (const step of steps) {
    await clock.until(Date.parse(step.at));
    act(browser, server, step);
  }
  await clock.until(clock.now + 120_000);
  return server;
}

function act(browser: Browser, server: Server, step: Step): void {
  const tab = browser.tab(step.tab ?? '1');
  switch (step.do) {
    case 'open':
      return tab.open(step.url!, step as { referrer?: string });
    case 'push':
      return tab.push(step.url!, step.title);
    case 'back':
      return void tab.back();
    case 'hide':
      return tab.hide();
    case 'show':
      return tab.show();
    case 'close':
      tab.close();
      return void browser.tabs.delete(step.tab ?? '1');
    case 'event':
      return tab.window.footfall!(step.name!, step.options);
    case 'scroll':
      return tab.scroll(step.percent!);
    case 'click':
      return tab.click(step.url!, step.download);
    case 'submit':
      return tab.submit(step.form!);
    case 'clear':
      return browser.clear();
    case 'clock':
      browser.ahead = step.ahead! * 1000;
      return;
    case 'network':
      browser.online = step.network != 'offline';
      server.fate = () => (step.network == 'offline' ? 'fine' : step.network!);
      return;
    default:
      throw new Error('no such action: ' + step.do);
  }
}

/** The requests as in the files: reports numbered by their nonce, the receipt left out. */
function numbered(arrived: Arrived[]): Scenario['requests'] {
  const nonces = [...new Set(arrived.map(({ body }) => body.nonce))];
  return arrived.map(({ at, body: { nonce, receipt: _, ...body } }) => ({
    at: new Date(at).toISOString(),
    report: nonces.indexOf(nonce) + 1,
    body,
  }));
}

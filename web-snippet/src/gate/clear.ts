/** Removes what services of a category have stored here, once it is no longer allowed. */
import { cookieNames, dropCookie } from '../cookie';
import { guard } from '../guard';
import { link } from './link';

const lists = () => Object.keys(link.site.clear || {});
/** What was allowed when we last looked. */
let before: string[] = [];
let state: string | undefined;

/**
 * Removes the listed cookies and entries of categories that are denied: when that is decided, and once more when the page goes, as
 * code that still runs may have written them again. While nothing is decided, nothing is touched.
 */
export function clear(): void {
  const made = window.footfall!.consent!.get();
  const now = lists().filter(link.allows);
  const next = now.join() + !made;
  if (state != next) {
    state = next;
    const gone = lists().filter((category) => !now.includes(category) && (made || before.includes(category)));
    remove(gone);
    if (gone.length) {
      addEventListener('pagehide', () => remove(gone.filter((category) => !link.allows(category))), { once: true });
    }
    before = now;
  }
}

function remove(categories: string[]): void {
  categories.forEach((category) => link.site.clear![category]!.forEach(guard(removeEntry)));
}

function removeEntry(entry: string): void {
  const [, kind, name] = /^(?:(local|session):)?(.*)/.exec(entry) as unknown as [string, string | undefined, string];
  const named = (one: string) =>
    !/^footfall/.test(one) && (name.endsWith('*') ? one.startsWith(name.slice(0, -1)) : one == name);
  if (kind) {
    const storage = kind == 'local' ? localStorage : sessionStorage;
    Object.keys(storage).filter(named).forEach((key) => storage.removeItem(key));
  } else {
    cookieNames().filter(named).forEach((found) => paths().forEach((path) => dropCookie(found, path)));
  }
}

/** The paths at which a cookie that is seen here can lie, with and without a slash at the end. */
function paths(): string[] {
  const steps = location.pathname.split('/');
  const found = ['/'];
  for (let i = 2; i <= steps.length; i++) {
    const path = steps.slice(0, i).join('/');
    found.push(path, path + '/');
  }
  return found;
}

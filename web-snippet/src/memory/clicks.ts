import { guard } from '../guard';
import { site } from '../site';
import { cleanPath } from './cleanUrl';
import { cut } from './cut';

const FILES =
  /\.(7z|avi|csv|dmg|docx?|epub|exe|gz|ics|jar|key|mov|mp3|mp4|mpe?g|msi|od[pst]|pdf|pkg|pp[st]x?|rar|rtf|tar|tgz|txt|wav|wm[av]|xlsx?|zip)$/i;

/**
 * Watches links to other hosts, links to files, and forms that are sent.
 *
 * @param act takes the type of an event and its target
 */
export function watchClicks(act: (type: string, target: string) => void): void {
  const clicked = guard((event: Event) => {
    const link = ((event.composedPath()[0] || event.target) as Element).closest<HTMLAnchorElement>('a[href]');
    const url = link && new URL(link.href);
    if (url && /^https?:$/.test(url.protocol)) {
      if (link.hasAttribute('download') || FILES.test(url.pathname)) {
        act('download', cleanPath(url.href));
      } else if (!own(url.hostname)) {
        act('outbound', cleanPath(url.href));
      }
    }
  });
  addEventListener('click', clicked, true);
  addEventListener('auxclick', (event) => event.button == 1 && clicked(event), true);
  addEventListener(
    'submit',
    guard(({ target }: Event) => {
      const form = target as HTMLFormElement;
      // By attribute: a field may be called `id` or `name`.
      const name = form.getAttribute('id') || form.getAttribute('name');
      act('form', name ? cut(name, 100) : new URL(form.getAttribute('action') || '', location.href).pathname.slice(0, 1000));
    }),
    true,
  );
}

/** Whether a host is this one, or shares its memory. */
export function own(host: string): boolean {
  return host == location.hostname || (!!site.scope && ('.' + host).endsWith('.' + site.scope));
}

import { site } from './site';

/**
 * Adds the small button for a change of mind that is there once a choice was made. A page with a control of its own
 * needs none.
 */
export function reopenButton(): void {
  if (!document.querySelector('[data-footfall-open]')) {
    const button = document.createElement('button');
    button.dataset.footfallOpen = '';
    button.textContent = site.label || (/^de/.test(document.documentElement.lang || navigator.language) ? 'Datenschutz-Auswahl' : 'Privacy choices');
    button.style.cssText =
      'all:revert;position:fixed;z-index:99999;bottom:12px;left:12px;padding:6px 12px;font:12px system-ui';
    document.body.append(button);
  }
}

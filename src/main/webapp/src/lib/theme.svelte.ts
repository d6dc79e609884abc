/** Light or dark: as the system says, until the person chooses. Mirrored in `<html data-theme>`. */

import { keep, recall } from './storage';

export type Theme = 'light' | 'dark';

const system = matchMedia('(prefers-color-scheme: dark)');

class ThemeChoice {
  current: Theme = $state('light');

  constructor() {
    this.follow();
    system.addEventListener('change', () => this.follow());
  }

  toggle(): void {
    const next: Theme = this.current === 'dark' ? 'light' : 'dark';
    keep('footfall.theme', next === systemTheme() ? null : next);
    this.show(next);
  }

  private follow(): void {
    const chosen = recall('footfall.theme');
    this.show(chosen === 'light' || chosen === 'dark' ? chosen : systemTheme());
  }

  private show(theme: Theme): void {
    this.current = theme;
    document.documentElement.dataset.theme = theme;
  }
}

function systemTheme(): Theme {
  return system.matches ? 'dark' : 'light';
}

export const theme = new ThemeChoice();

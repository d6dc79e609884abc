import { describe, expect, it } from 'vitest';
import { localeOf } from '../src/lib/language.svelte';

describe('the locale for Intl', () => {
  it("is the browser's first variant of the language", () => {
    expect(localeOf('en', ['de-AT', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(localeOf('de', ['en-GB', 'de-AT'])).toBe('de-AT');
    expect(localeOf('de', ['en-GB'])).toBe('de');
  });

  it('is never what Intl refuses', () => {
    for (const odd of ['en-US@posix', 'en_US.UTF-8', 'en-', '']) {
      const locale = localeOf('en', [odd]);
      expect(locale).toBe('en');
      expect(() => new Intl.NumberFormat(locale).format(1)).not.toThrow();
      expect(localeOf('en', [odd, 'en-IE'])).toBe('en-IE');
    }
  });
});

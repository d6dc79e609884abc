import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const out = process.env.FOOTFALL_OUT ?? '../../../target/classes';

export default defineConfig({
  base: '/app/',
  plugins: [svelte()],
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  build: {
    outDir: `${out}/webroot/app`,
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no data: addresses for scripts and fonts, so nothing is inlined.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://localhost:8080' } },
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    // Conditions are awaited; a busy machine may take its time.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});

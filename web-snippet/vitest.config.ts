import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { url: 'https://example.com/', settings: { handleDisabledFileLoadingAsSuccess: true, navigation: { disableChildFrameNavigation: true } } } },
    setupFiles: ['test/setup.ts'],
    // Shared machines are slow at times.
    testTimeout: 30_000,
    include: ['test/**/*.test.ts'],
  },
});

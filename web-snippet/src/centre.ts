import { Centre } from './banner/centre/Centre';

try {
  window.footfall?.part?.('centre', (link) => new Centre(link));
} catch {
  // The page goes on without us; the first layer stays.
}

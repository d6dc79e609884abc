import { keepCookie } from './keepCookie';

/**
 * Keeps the list of single services that are allowed beyond the categories of the receipt.
 *
 * @param signalled whether the choice was made in spite of the browser's signal: that is marked, as a signal beats what was chosen
 *     before it
 * @param until milliseconds since 1970: as long as the receipt
 */
export function keepServices(services: string[], signalled: boolean, until: number): void {
  const list = signalled ? ['_', ...services.map((service) => '_' + service)] : services;
  keepCookie('footfall_services', list.join('.'), list.length ? until : 0);
}

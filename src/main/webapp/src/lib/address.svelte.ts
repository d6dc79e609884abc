/** The route that the address bar shows, and the way to change it. */

import { formatRoute, parseRoute, type Route, type View } from './route';

class Address {
  route: Route = $state.raw(parseRoute(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.route = parseRoute(location.hash)));
  }

  go(route: Route): void {
    location.hash = formatRoute(route);
    this.route = parseRoute(location.hash); // hashchange comes later, and a second change may come before it
  }

  /** Changes what the dashboard shows; back leads to the view before. */
  show(change: Partial<View>): void {
    if (this.route.screen !== 'dashboard') return;
    this.go({ ...this.route, view: { ...this.route.view, ...change } });
  }
}

export const address = new Address();

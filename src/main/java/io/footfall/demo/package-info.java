/**
 * The demo: a small company's pages, which embed the script as any site would, and simulated visitors of past days.
 * It never sees a real visitor: pages are the same for everybody, and what their form sends is thrown away unread.
 */
@NullMarked
package io.footfall.demo;

import org.jspecify.annotations.NullMarked;

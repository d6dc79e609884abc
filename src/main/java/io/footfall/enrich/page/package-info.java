/**
 * URLs to cleaned pages: no query but the site's allow-list, no e-mail addresses, tokens or long digit runs.
 */
@NullMarked
package io.footfall.enrich.page;

import org.jspecify.annotations.NullMarked;

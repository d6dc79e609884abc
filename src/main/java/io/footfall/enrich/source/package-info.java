/**
 * Referrer and campaign parameters to source and channel, or to referrer spam.
 */
@NullMarked
package io.footfall.enrich.source;

import org.jspecify.annotations.NullMarked;

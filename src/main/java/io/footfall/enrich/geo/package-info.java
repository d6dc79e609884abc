/**
 * Address to country. The only package that reads the country database.
 */
@NullMarked
package io.footfall.enrich.geo;

import org.jspecify.annotations.NullMarked;

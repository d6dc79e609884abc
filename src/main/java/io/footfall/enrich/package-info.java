/**
 * Raw facts of one request (address, headers, URLs) become an {@link io.footfall.measure.Observation} here, and
 * end here.
 */
@NullMarked
package io.footfall.enrich;

import org.jspecify.annotations.NullMarked;

/**
 * The shared vocabulary: dimensions, cubes, and the {@link io.footfall.measure.Observation} that a request
 * becomes. It holds bounded values only; it never sees an address, a header or a full URL.
 */
@NullMarked
package io.footfall.measure;

import org.jspecify.annotations.NullMarked;

/**
 * Which cells an observation adds to, and the mapped counter file with its single writer. It knows neither HTTP
 * nor SQL nor who was observed.
 */
@NullMarked
package io.footfall.count;

import org.jspecify.annotations.NullMarked;

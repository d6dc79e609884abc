/**
 * Sealed counter files into PostgreSQL, exactly once. It sees sums only.
 */
@NullMarked
package io.footfall.merge;

import org.jspecify.annotations.NullMarked;

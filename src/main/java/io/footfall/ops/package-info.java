/**
 * Health and metrics on the management port.
 */
@NullMarked
package io.footfall.ops;

import org.jspecify.annotations.NullMarked;

/**
 * Questions and answers: periods, breakdowns and what may be shown. It reads sums and nothing else.
 */
@NullMarked
package io.footfall.stats;

import org.jspecify.annotations.NullMarked;

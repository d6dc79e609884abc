/**
 * Receipts, policies, their archive and the keys that sign them. It knows choices, never who made them.
 */
@NullMarked
package io.footfall.consent;

import org.jspecify.annotations.NullMarked;

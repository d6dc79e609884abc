/**
 * The wire format of {@code POST /collect/events}: the sealed {@link io.footfall.event.Event} and its parser.
 * JSON of visitors ends here. What a browser wrote is kept as {@link io.footfall.event.Raw}, which cannot be
 * printed.
 */
@NullMarked
package io.footfall.event;

import org.jspecify.annotations.NullMarked;

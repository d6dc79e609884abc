/** Wires the parts by constructor, in the order in which an event meets them. */
@NullMarked
package io.footfall;

import org.jspecify.annotations.NullMarked;

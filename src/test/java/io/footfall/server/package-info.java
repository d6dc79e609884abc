/** A whole server as a process of its own, for tests that look at it from outside. */
@NullMarked
package io.footfall.server;

import org.jspecify.annotations.NullMarked;

/** Holds what is written for people to what is there. */
@NullMarked
package io.footfall.docs;

import org.jspecify.annotations.NullMarked;

/** What must never be found anywhere: markers in everything that a browser sends, and the search for them. */
@NullMarked
package io.footfall.privacy;

import org.jspecify.annotations.NullMarked;

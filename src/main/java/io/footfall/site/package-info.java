/**
 * Sites and their settings, and the registry from which any event loop reads them without waiting. It never sees
 * a visitor.
 */
@NullMarked
package io.footfall.site;

import org.jspecify.annotations.NullMarked;

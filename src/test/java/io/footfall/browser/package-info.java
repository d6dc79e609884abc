/** Tests that drive a real browser. */
@NullMarked
package io.footfall.browser;

import org.jspecify.annotations.NullMarked;

/**
 * One typed tree of settings, read once at the start.
 */
@NullMarked
package io.footfall.config;

import org.jspecify.annotations.NullMarked;

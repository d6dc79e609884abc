/**
 * User-Agent to device, browser and system, or to a bot. The only package that uses the User-Agent library.
 */
@NullMarked
package io.footfall.enrich.agent;

import org.jspecify.annotations.NullMarked;

/**
 * HTTP out: one handler class per resource, each route with its permission, and the dashboard's files.
 */
@NullMarked
package io.footfall.api;

import org.jspecify.annotations.NullMarked;

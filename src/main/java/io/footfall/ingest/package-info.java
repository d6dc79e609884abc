/**
 * HTTP in: collection as an ordered list of named steps, a closed enum of refusal reasons, limits, and the
 * script. Raw facts pass through to {@code enrich} and are dropped with the request.
 */
@NullMarked
package io.footfall.ingest;

import org.jspecify.annotations.NullMarked;

/** What collection and API answer alike: problem documents. It never sees what was sent. */
@NullMarked
package io.footfall.web;

import org.jspecify.annotations.NullMarked;

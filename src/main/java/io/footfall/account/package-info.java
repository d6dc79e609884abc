/**
 * People who log in: passwords, sessions and tokens of administration. It never sees a visitor.
 */
@NullMarked
package io.footfall.account;

import org.jspecify.annotations.NullMarked;

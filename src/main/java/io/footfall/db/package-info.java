/**
 * The database: pool, migrations, and the embedded PostgreSQL.
 */
@NullMarked
package io.footfall.db;

import org.jspecify.annotations.NullMarked;

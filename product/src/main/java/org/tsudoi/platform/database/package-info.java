/// The database the product runs on: a PostgreSQL of its own in the data folder, or one that the operator
/// names.
@NullMarked
package org.tsudoi.platform.database;

import org.jspecify.annotations.NullMarked;

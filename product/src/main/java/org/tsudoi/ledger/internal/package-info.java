/// The ledger on PostgreSQL: rules that know no database, and tables that know no rules.
@NullMarked
package org.tsudoi.ledger.internal;

import org.jspecify.annotations.NullMarked;

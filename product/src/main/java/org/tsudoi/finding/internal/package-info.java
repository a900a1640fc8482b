/// How what is to be found is kept in step with what it is of, and searched.
@NullMarked
package org.tsudoi.finding.internal;

import org.jspecify.annotations.NullMarked;

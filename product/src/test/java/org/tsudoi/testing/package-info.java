/// What tests of the product stand on: a durable PostgreSQL for the whole run, a clock that tests move, jobs
/// run by hand.
@NullMarked
package org.tsudoi.testing;

import org.jspecify.annotations.NullMarked;

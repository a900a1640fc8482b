/// How payments are taken, refunded, asked about and kept.
@NullMarked
package org.tsudoi.payments.internal;

import org.jspecify.annotations.NullMarked;

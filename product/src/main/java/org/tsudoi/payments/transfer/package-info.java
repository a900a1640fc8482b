/// Bank transfers into an account of ours, told by the bank's files.
@NullMarked
package org.tsudoi.payments.transfer;

import org.jspecify.annotations.NullMarked;

/// The record formats of the Japanese Bankers Association (全銀協規定形式).
@NullMarked
package org.tsudoi.banking.zengin;

import org.jspecify.annotations.NullMarked;

/// Files of fixed records as the Japanese Bankers Association (全銀協) lays them out.
@NullMarked
package org.tsudoi.banking.zengin;

import org.jspecify.annotations.NullMarked;

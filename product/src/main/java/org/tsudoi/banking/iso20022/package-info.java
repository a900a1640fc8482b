/// The XML messages of ISO 20022 that banks give to their customers and take from them.
@NullMarked
package org.tsudoi.banking.iso20022;

import org.jspecify.annotations.NullMarked;

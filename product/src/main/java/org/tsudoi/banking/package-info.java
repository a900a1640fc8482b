/// The files that banks send and take, read and written without asking anybody: notices of money that came
/// and went (`BankNotices`), Japanese bulk transfers (`BulkTransfers`), ISO 20022 transfers and what became
/// of them (`CreditTransfers`). How each standard writes them is in `zengin` and `iso20022`, which nobody
/// outside names.
@NullMarked
@ApplicationModule(allowedDependencies = {"money"})
package org.tsudoi.banking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

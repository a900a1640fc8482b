package town.ganb;

import java.time.Instant;

/// Money that came to a virtual account.
///
/// @param itemKey in microseconds, of one each
record VaDeposit(String itemKey, String vaId, long yen, String payer, Instant at) {}

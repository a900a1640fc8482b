package org.tsudoi.ledger.internal;

import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;

/// An account as it was opened; nothing of this ever changes.
record KnownAccount(long id, AccountCode code, Asset asset, boolean guarded) {}

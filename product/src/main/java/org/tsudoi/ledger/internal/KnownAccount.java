package org.tsudoi.ledger.internal;

import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;

/// An account as the tables know it.
record KnownAccount(long id, AccountCode code, Asset asset, boolean guarded, boolean closed) {}

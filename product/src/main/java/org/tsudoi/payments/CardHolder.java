package org.tsudoi.payments;

import java.util.UUID;

/// Whose cards and wallets are kept, as the business above knows them. Who that is is not known here.
public record CardHolder(UUID value) {}

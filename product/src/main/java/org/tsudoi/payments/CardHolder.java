package org.tsudoi.payments;

import java.util.UUID;

/// Whose cards are remembered, as the business above knows them. Who that is is not known here.
public record CardHolder(UUID value) {}

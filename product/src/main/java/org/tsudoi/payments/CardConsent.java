package org.tsudoi.payments;

import java.util.Locale;

/// The words, as they stood there, by which a holder agrees that a card or wallet is charged without them.
public record CardConsent(String words, Locale language) {}

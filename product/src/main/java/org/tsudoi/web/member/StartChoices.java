package org.tsudoi.web.member;

import java.util.Map;

/// What the page for new organisers offers.
///
/// @param address what the slug is put behind
public record StartChoices(String address, Map<String, String> currencies, Map<String, String> countries) {}

package org.tsudoi.payments;

/// Of a code to be scanned.
///
/// @param mediaType `image/png` or `image/svg+xml`
public record Picture(String mediaType, byte[] bytes) {}

package org.tsudoi.members;

import java.time.Instant;

/// A member signed in from a browser that was not theirs before; they are told by mail. Published inside the
/// transaction that remembers the browser.
///
/// @param device such as "Chrome · Android", as the browser names itself
public record SignedInFromNewBrowser(MemberId member, SignIn.Way way, String device, Instant at) {}

package town.omise;

import java.time.Instant;

/// News.
///
/// @param subject the thing it is about, as JSON, as it was then
record OmiseEvent(String id, Instant created, String key, String subject) {}

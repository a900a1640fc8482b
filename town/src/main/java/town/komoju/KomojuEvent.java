package town.komoju;

import java.time.Instant;

/// News.
///
/// @param subject the thing it is about, as JSON, as it was then
record KomojuEvent(String id, Instant created, String type, String subject) {}

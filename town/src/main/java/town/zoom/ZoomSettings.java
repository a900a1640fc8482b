package town.zoom;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// The one Zoom account of Town, and the app that may speak for it.
///
/// @param webhookUrl where events go; empty: nowhere
/// @param secretToken signs the events
/// @param owner who `me` is
/// @param plan decides the rate limits
@ConfigurationProperties("town.zoom")
record ZoomSettings(
        String clientId,
        String clientSecret,
        String accountId,
        String webhookUrl,
        String secretToken,
        String owner,
        Plan plan) {
    /// Calls an account may make each second, by label (Zoom's rate limits page, 2026-11).
    enum Plan {
        FREE(4, 2, 1),
        PRO(30, 20, 10),
        BUSINESS(80, 60, 40);

        private final int light;
        private final int medium;
        private final int heavy;

        Plan(int light, int medium, int heavy) {
            this.light = light;
            this.medium = medium;
            this.heavy = heavy;
        }

        int eachSecond(RateLimit.Label label) {
            return switch (label) {
                case LIGHT -> light;
                case MEDIUM -> medium;
                case HEAVY -> heavy;
            };
        }
    }
}

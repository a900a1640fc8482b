package town.bigbluebutton;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// As `bbb-conf --secret` shows it.
@ConfigurationProperties("town.bigbluebutton")
record BigBlueButtonSettings(String secret) {}

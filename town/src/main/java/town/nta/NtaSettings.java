package town.nta;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param applicationId whoever asks must bring
@ConfigurationProperties("town.nta")
record NtaSettings(String applicationId) {}

package town.agent;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param name   the agent's
/// @param issuer its six digits on the slips
/// @param payoutDays how many days after it is confirmed the money is sent on
@ConfigurationProperties("town.agent")
record AgentSettings(String name, String issuer, int payoutDays) {}

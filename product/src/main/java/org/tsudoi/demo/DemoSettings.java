package org.tsudoi.demo;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param townUrl where Town is, as this process reaches it
/// @param phoneUrl where people read the mails of the demonstration
/// @param days how long a past is lived through
@ConfigurationProperties("tsudoi.demo-world")
record DemoSettings(
        @DefaultValue("http://127.0.0.1:8090") URI townUrl,
        @DefaultValue("http://localhost:8090/phone") URI phoneUrl,
        @DefaultValue("60") int days) {}

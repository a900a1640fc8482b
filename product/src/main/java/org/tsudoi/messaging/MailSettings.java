package org.tsudoi.messaging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param from     the address mails come from
/// @param fromName the name beside it
@ConfigurationProperties("tsudoi.mail")
record MailSettings(
        @DefaultValue("tsudoi@localhost.localdomain") String from,
        @DefaultValue("Tsudoi") String fromName) {}

package org.tsudoi.web.member;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param phoneUrl where the mails of the demonstration are read: the phone page of Town; none in production
@ConfigurationProperties("tsudoi.demo")
record DemoSettings(@Nullable URI phoneUrl) {
    String phone() {
        return phoneUrl == null ? "" : phoneUrl.toString();
    }
}

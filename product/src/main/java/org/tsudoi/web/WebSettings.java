package org.tsudoi.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param formTargets origins of payment providers' pages that a form of ours may lead to (`TSUDOI_FORM_TARGETS`)
/// @param trustedProxies addresses or networks of the reverse proxies in front of us (`TSUDOI_TRUSTED_PROXIES`)
/// @param unpaidPlacesMax places of one event that one network address may hold unpaid (`TSUDOI_UNPAID_PLACES_MAX`)
@ConfigurationProperties("tsudoi.web")
public record WebSettings(
        @DefaultValue({}) List<String> formTargets,
        @DefaultValue({}) List<String> trustedProxies,
        @DefaultValue("20") int unpaidPlacesMax,
        @DefaultValue("false") boolean strictTexts) {}

package org.tsudoi.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param formTargets origins of payment providers' pages that a form of ours may lead to (`TSUDOI_WEB_FORM_TARGETS`)
@ConfigurationProperties("tsudoi.web")
public record WebSettings(
        @DefaultValue({}) List<String> formTargets,
        @DefaultValue("false") boolean strictTexts) {}

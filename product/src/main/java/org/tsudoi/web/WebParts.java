package org.tsudoi.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.tsudoi.platform.Crowd;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.rates.ReferenceRates;
import org.tsudoi.texts.Texts;

/// Puts the parts of every page together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSettings.class)
class WebParts {
    private static final Duration FOR_EVER = Duration.ofDays(365);

    @Bean
    TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(ContentType.Html);
    }

    @Bean
    Assets assets() {
        return new Assets();
    }

    @Bean
    WebMvcRegistrations routing() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new FirstSegments();
            }
        };
    }

    @Bean
    LocaleResolver localeResolver() {
        return new ReaderPreferences();
    }

    @Bean
    PageMaker pageMaker(
            Texts texts, Assets assets, Clock clock, ObjectProvider<Visitors> visitors, ReferenceRates rates) {
        return new PageMaker(texts, assets, clock, visitors.getIfAvailable(() -> request -> Optional.empty()), rates);
    }

    @Bean
    ViewResolver templates(TemplateEngine engine, PageMaker pages) {
        return new Templates(engine, pages);
    }

    @Bean
    BehindProxies behindProxies(PlatformSettings platform, WebSettings settings) {
        return new BehindProxies(platform.publicUrl(), settings.trustedProxies());
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> firstHeaders() {
        return factory -> factory.addEngineValves(new FirstHeaders());
    }

    /// In front of everything, sign-in included: a refusal carries the headers too.
    @Bean
    FilterRegistrationBean<SecureHeaders> secureHeaders(
            SecureRandom random, PlatformSettings platform, WebSettings settings) {
        var site = platform.publicUrl();
        var https = "https".equals(site.getScheme());
        var socket = (https ? "wss" : "ws") + "://" + site.getAuthority();
        var headers = new SecureHeaders(random, https, settings.formTargets(), socket);
        var registration = new FilterRegistrationBean<>(headers);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /// Behind the headers and what names the encoding, in front of sessions and sign-in.
    @Bean
    FilterRegistrationBean<Legible> legible() {
        var registration = new FilterRegistrationBean<>(new Legible());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    FilterRegistrationBean<CountingWaiters> countingWaiters(Crowd crowd) {
        var registration = new FilterRegistrationBean<>(new CountingWaiters(crowd));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    WebMvcConfigurer assetHandlers(Assets assets) {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/assets/" + assets.version() + "/**")
                        .addResourceLocations(Assets.FOLDER)
                        .setCacheControl(
                                CacheControl.maxAge(FOR_EVER).cachePublic().immutable());
            }
        };
    }
}

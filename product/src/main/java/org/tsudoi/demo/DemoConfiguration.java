package org.tsudoi.demo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
@EnableConfigurationProperties(DemoSettings.class)
class DemoConfiguration {
    static final String ON = "tsudoi.demo";

    @Bean
    @Primary
    DemoClock demoClock() {
        return new DemoClock();
    }

    @Bean
    Story story() {
        return Story.read();
    }

    @Bean
    Town town(DemoSettings settings) {
        return new Town(settings.townUrl());
    }
}

package org.tsudoi.texts;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TextsParts {
    /// `tsudoi.texts.strict` makes a missing text an exception: set by tests and in development.
    @Bean
    Texts texts(@Value("${tsudoi.texts.strict:false}") boolean strict) {
        return strict ? Texts.strict() : Texts.lenient();
    }
}

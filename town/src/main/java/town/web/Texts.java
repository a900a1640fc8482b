package town.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// All texts people read: `messages/<area>_<language>.properties`, found by themselves.
@Configuration(proxyBeanMethods = false)
class Texts {
    @Bean
    MessageSource messageSource() throws IOException {
        var found = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*_en.properties");
        var source = new ResourceBundleMessageSource();
        source.setBasenames(Arrays.stream(found)
                .map(resource -> Objects.requireNonNull(resource.getFilename()))
                .map(file -> "messages/" + file.substring(0, file.length() - "_en.properties".length()))
                .toArray(String[]::new));
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        return source;
    }
}

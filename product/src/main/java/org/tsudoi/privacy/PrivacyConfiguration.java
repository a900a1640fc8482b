package org.tsudoi.privacy;

import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.platform.PlatformSettings;

@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {
    @Bean
    Vault vault(PlatformSettings settings, JdbcClient sql) {
        return new Vault(new KeyProof(sql).keysOf(keyFile(settings)));
    }

    static Path keyFile(PlatformSettings settings) {
        var named = settings.keyFile();
        return named == null ? settings.data().resolve("keys/tsudoi.keys") : named;
    }
}

package org.tsudoi.platform;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an operator may set about the whole instance.
///
/// @param publicUrl the address people reach this instance at, without a slash at its end
/// @param data the one folder everything that must survive is kept in
/// @param keyFile where the keys of personal data are, when not in the data folder
@ConfigurationProperties("tsudoi")
public record PlatformSettings(
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @DefaultValue("data") Path data,
        @Nullable Path keyFile) {

    public PlatformSettings {
        var address = publicUrl.toString();
        if (address.endsWith("/")) {
            publicUrl = URI.create(address.substring(0, address.length() - 1));
        }
        data = data.toAbsolutePath().normalize();
    }

    /// `link("/t/abc")` is the full address of that page.
    public String link(String path) {
        return publicUrl + path;
    }
}

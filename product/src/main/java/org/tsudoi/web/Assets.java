package org.tsudoi.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The style sheet, scripts and pictures that belong to the program. One hash over all of them stands in their address,
/// so a
/// browser may keep them for ever and modules may import each other by relative names.
public final class Assets {
    static final String FOLDER = "classpath:/static/";

    private final String version;

    public Assets() {
        this.version = hash();
    }

    public String version() {
        return version;
    }

    /// `tsudoi.css` → `/assets/3f9c…/tsudoi.css`
    public String address(String file) {
        return "/assets/" + version + "/" + file;
    }

    private static String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var files = new PathMatchingResourcePatternResolver().getResources("classpath*:/static/**");
            Arrays.sort(files, Comparator.comparing(Resource::getDescription));
            for (var file : files) {
                if (file.isReadable() && file.contentLength() > 0) {
                    digest.update(file.getContentAsByteArray());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

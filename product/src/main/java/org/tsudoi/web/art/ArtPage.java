package org.tsudoi.web.art;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.tsudoi.platform.Problem;

@Controller
class ArtPage {
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml;charset=UTF-8");

    /// Opened by itself the picture may load and run nothing: its policy is the strictest there is.
    @GetMapping("/art/{theme}/{seed:\\d{1,6}}.svg")
    ResponseEntity<byte[]> picture(@PathVariable String theme, @PathVariable int seed, HttpServletResponse response) {
        var known = Theme.of(theme).orElseThrow(Problem::notFound);
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        return ResponseEntity.ok()
                .contentType(SVG)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .body(EventArt.svg(known, seed).getBytes(StandardCharsets.UTF_8));
    }
}

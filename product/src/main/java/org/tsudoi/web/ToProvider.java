package org.tsudoi.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;

/// The one redirect that leaves our site: to the page that a provider made for this payment. Also into our own room.
final class ToProvider implements View {
    private final String url;

    ToProvider(String url) {
        if (URI.create(url).getHost() == null) throw new IllegalArgumentException("not an address");
        this.url = url;
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader(HttpHeaders.LOCATION, url);
    }
}

package org.tsudoi.web;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.View;

/// Renders one template into memory first: a fault in the middle of a page becomes an error page, never half a page.
final class TemplateView implements View {
    private final TemplateEngine engine;
    private final PageMaker pages;
    private final String template;

    TemplateView(TemplateEngine engine, PageMaker pages, String template) {
        this.engine = engine;
        this.pages = pages;
        this.template = template;
    }

    @Override
    public String getContentType() {
        return "text/html;charset=UTF-8";
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var parameters = new HashMap<String, Object>();
        if (model != null) {
            model.forEach((name, value) -> {
                if (!name.startsWith("org.springframework.")) {
                    parameters.put(name, value);
                }
            });
        }
        parameters.put("page", pages.page(request, response));
        var output = new Utf8ByteOutput();
        engine.render(template, parameters, output);
        response.setContentType(getContentType());
        if (Gzip.suits(request, output.getContentLength())) {
            var compressed = Gzip.of(output.toByteArray());
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            response.setContentLength(compressed.remaining());
            response.getOutputStream().write(compressed.array(), 0, compressed.remaining());
        } else {
            response.setContentLength(output.getContentLength());
            output.writeTo(response.getOutputStream());
        }
    }
}

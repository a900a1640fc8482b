package org.tsudoi.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// The strictest headers for what the server answers by itself, before any filter of ours is asked: it refuses
/// addresses that it cannot read. Such a page is at our address all the same, and a script of somebody else could open
/// it (docs/decisions/0024). Everywhere else `SecureHeaders` writes over them.
final class FirstHeaders extends ValveBase {
    FirstHeaders() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        getNext().invoke(request, response);
    }
}

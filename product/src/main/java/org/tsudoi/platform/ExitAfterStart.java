package org.tsudoi.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// For the launcher, which trains the cache that makes later starts fast: starts, shows itself a few pages,
/// ends.
@Component
@ConditionalOnProperty("tsudoi.exit-after-start")
class ExitAfterStart {
    private static final Logger LOG = LoggerFactory.getLogger(ExitAfterStart.class);

    @EventListener
    void ready(ApplicationReadyEvent event) {
        var context = event.getApplicationContext();
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        Thread.ofPlatform().start(() -> {
            try (var browser = HttpClient.newHttpClient()) {
                for (var path : List.of("/livez", "/", "/en", "/", "/")) {
                    var page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build();
                    browser.send(page, BodyHandlers.discarding());
                }
            } catch (IOException e) {
                LOG.warn("The training saw no page: {}", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            System.exit(SpringApplication.exit(context));
        });
    }
}

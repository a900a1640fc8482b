package org.tsudoi.messaging;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/// Connections to the mail server. One is kept open for a few seconds after a mail, since mails come in bursts and
/// greeting, encryption and signing in cost more than the mail. Before it is used again the server is asked whether it
/// still listens: if not, a new one is opened before anything of the mail was said. Once a mail was begun nothing is
/// tried again here: nobody knows whether it was taken.
@Component
class SmtpConnections implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(SmtpConnections.class);
    private static final Duration IDLE_MAX = Duration.ofSeconds(5);
    /// Servers end a conversation that goes on for too many.
    private static final int MAILS_MAX = 50;

    private final JavaMailSenderImpl server;
    private final Duration idleMax;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("smtp-idle").factory());

    @Autowired
    SmtpConnections(JavaMailSenderImpl server) {
        this(server, IDLE_MAX);
    }

    SmtpConnections(JavaMailSenderImpl server, Duration idleMax) {
        this.server = server;
        this.idleMax = idleMax;
        var properties = server.getJavaMailProperties();
        properties.put("mail.smtp.socketFactory", new PromptSockets());
        // Who cannot be reached is not tried once more at once.
        properties.put("mail.smtp.socketFactory.fallback", "false");
    }

    private record Connection(Transport transport, int mails, long lastUsed) {
        Connection usedOnceMore() {
            return new Connection(transport, mails + 1, System.nanoTime());
        }

        boolean hasBeenIdle(Duration time) {
            return System.nanoTime() - lastUsed >= time.toNanos();
        }

        void close() {
            try {
                transport.close();
            } catch (MessagingException gone) {
                log.debug("Closing a connection to the mail server: {}", gone.getMessage());
            }
        }
    }

    /// @throws MessagingException when the server could not be reached, refused the mail, or fell silent
    void send(MimeMessage message) throws MessagingException {
        var open = open();
        try {
            open.transport().sendMessage(message, message.getAllRecipients());
        } catch (MessagingException failed) {
            open.close();
            throw failed;
        } catch (RuntimeException failed) {
            open.close();
            throw new MessagingException("the mail was not handed over", failed);
        }
        var used = open.usedOnceMore();
        if (used.mails() < MAILS_MAX) keep(used);
        else used.close();
    }

    private Connection open() throws MessagingException {
        for (var kept = lastKept(); kept != null; kept = lastKept()) {
            if (kept.transport().isConnected()) return kept;
            kept.close();
        }
        var transport = server.getSession().getTransport(protocol());
        transport.connect(server.getHost(), server.getPort(), given(server.getUsername()), given(server.getPassword()));
        return new Connection(transport, 0, System.nanoTime());
    }

    private String protocol() {
        var named = server.getProtocol();
        return named == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : named;
    }

    private static @Nullable String given(@Nullable String setting) {
        return setting == null || setting.isEmpty() ? null : setting;
    }

    private @Nullable Connection lastKept() {
        synchronized (idle) {
            return idle.pollLast();
        }
    }

    private void keep(Connection connection) {
        boolean first;
        synchronized (idle) {
            first = idle.isEmpty();
            idle.addLast(connection);
        }
        if (first) closeLater();
    }

    private void closeLater() {
        var unused = timer.schedule(this::closeIdle, idleMax.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeIdle() {
        for (var old = longestIdle(); old != null; old = longestIdle()) old.close();
        boolean more;
        synchronized (idle) {
            more = !idle.isEmpty();
        }
        if (more) closeLater();
    }

    private @Nullable Connection longestIdle() {
        synchronized (idle) {
            var first = idle.peekFirst();
            return first != null && first.hasBeenIdle(idleMax) ? idle.pollFirst() : null;
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
        for (var kept = lastKept(); kept != null; kept = lastKept()) kept.close();
    }
}

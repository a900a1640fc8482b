package org.tsudoi.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.messaging.Mailbox.Sending;

class SmtpConnectionsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private Server server;

    @BeforeEach
    void open() throws IOException {
        server = new Server();
    }

    @AfterEach
    void close() throws IOException {
        server.socket.close();
    }

    /// A mail server that counts, and does what it is told.
    private static final class Server {
        final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        final AtomicInteger connections = new AtomicInteger();
        final AtomicInteger mails = new AtomicInteger();
        final Set<Socket> open = ConcurrentHashMap.newKeySet();
        volatile String takes = "250 taken";
        volatile String listens = "250 yes";
        volatile String knows = "250 them";
        volatile boolean silentAfterMail;

        Server() throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        var caller = socket.accept();
                        connections.incrementAndGet();
                        open.add(caller);
                        Thread.ofVirtual().start(() -> talk(caller));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
        }

        private void talk(Socket caller) {
            try (caller) {
                var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
                say(caller, "220 here");
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    switch (line.substring(0, 4)) {
                        case "NOOP" -> say(caller, listens);
                        case "RCPT" -> say(caller, knows);
                        case "DATA" -> {
                            say(caller, "354 go on");
                            while (!".".equals(in.readLine())) {}
                            mails.incrementAndGet();
                            if (silentAfterMail) return;
                            say(caller, takes);
                        }
                        case "QUIT" -> {
                            say(caller, "221 bye");
                            return;
                        }
                        default -> say(caller, "250 well");
                    }
                }
            } catch (IOException gone) {
                // The caller hung up.
            } finally {
                open.remove(caller);
            }
        }

        private static void say(Socket caller, String words) throws IOException {
            caller.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        void hangUp() throws IOException {
            for (var each : open) each.close();
        }
    }

    private SmtpMailbox mailbox(Duration idleMax) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.socket.getLocalPort());
        sender.setUsername("");
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "5000");
        return new SmtpMailbox(
                new SmtpConnections(sender, idleMax),
                new MailSettings("tsudoi@example.jp", "Tsudoi"),
                Clock.systemUTC());
    }

    private static Mail mail(int number) {
        return new Mail(
                "mail-" + number,
                new EmailAddress("hana@example.jp"),
                "Subject",
                "Text",
                "<p>Text</p>",
                null,
                List.of());
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) LockSupport.parkNanos(1_000_000);
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void nothingWaitsForMoreToBeSent() throws IOException {
        try (var socket = new PromptSockets().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void mailsInARowGoOverOneConnectionButNotForEver() {
        var mailbox = mailbox(LONG);
        for (int i = 0; i < 60; i++) assertThat(mailbox.send(mail(i))).isEqualTo(new Sending.Sent());
        assertThat(server.mails).hasValue(60);
        assertThat(server.connections).hasValue(2);
    }

    @Test
    void aConnectionThatTheServerClosedIsReplacedBeforeAnythingIsSaid() throws IOException {
        var mailbox = mailbox(LONG);
        mailbox.send(mail(1));
        server.hangUp();
        assertThat(mailbox.send(mail(2))).isEqualTo(new Sending.Sent());
        server.listens = "421 closing";
        assertThat(mailbox.send(mail(3))).isEqualTo(new Sending.Sent());
        assertThat(server.mails).hasValue(3);
        assertThat(server.connections).hasValue(3);
    }

    @Test
    void aConnectionThatNobodyUsesIsClosed() {
        var mailbox = mailbox(Duration.ofMillis(20));
        mailbox.send(mail(1));
        until(server.open::isEmpty);
        assertThat(mailbox.send(mail(2))).isEqualTo(new Sending.Sent());
        until(server.open::isEmpty);
        assertThat(server.connections).hasValue(2);
    }

    @Test
    void whatTheServerAnswersDecidesAndTheNextMailGetsAConnectionOfItsOwn() {
        var mailbox = mailbox(LONG);
        server.takes = "451 not now";
        assertThat(mailbox.send(mail(1))).isEqualTo(new Sending.NotKnown("the mail server answered 451"));
        server.takes = "554 never";
        assertThat(mailbox.send(mail(2))).isEqualTo(new Sending.Refused("the mail server answered 554"));
        server.knows = "550 nobody";
        assertThat(mailbox.send(mail(3))).isEqualTo(new Sending.Refused("the mail server answered 550"));
        server.takes = "250 taken";
        server.knows = "250 them";
        assertThat(mailbox.send(mail(4))).isEqualTo(new Sending.Sent());
        assertThat(server.connections).hasValue(4);
    }

    @Test
    void aServerThatFallsSilentAfterAMailIsNotSentItTwice() {
        var mailbox = mailbox(LONG);
        mailbox.send(mail(1));
        server.silentAfterMail = true;
        assertThat(mailbox.send(mail(2))).isInstanceOf(Sending.NotKnown.class);
        assertThat(server.mails).hasValue(2);
    }
}

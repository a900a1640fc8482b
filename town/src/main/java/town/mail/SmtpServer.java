package town.mail;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import town.weather.Weather;

/// Takes mail by SMTP on the loopback interface, for whatever recipient, and puts it into the [Inbox].
@Component
public class SmtpServer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SmtpServer.class);
    private static final int CONNECTIONS_MAX = 200;
    private static final int BACKLOG = 200;
    private static final int IDLE_MILLIS_MAX = 300_000;

    private final int port;
    private final Inbox inbox;
    private final Weather weather;
    private final Semaphore room = new Semaphore(CONNECTIONS_MAX);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket listening;

    /// @param port 0 chooses a free one
    SmtpServer(@Value("${town.smtp.port}") int port, Inbox inbox, Weather weather) {
        this.port = port;
        this.inbox = inbox;
        this.weather = weather;
    }

    /// The port it listens on, once started.
    public int port() {
        var socket = listening;
        return socket == null ? port : socket.getLocalPort();
    }

    @Override
    public void start() {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            listening = socket;
            Thread.ofVirtual().name("smtp").start(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException("SMTP cannot listen on port " + port, e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                room.acquireUninterruptibly();
                open.add(caller);
                Thread.ofVirtual().name("smtp-conversation").start(() -> serve(caller));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    log.warn("SMTP could not take a connection: {}", e.getMessage());
                }
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setSoTimeout(IDLE_MILLIS_MAX);
            caller.setTcpNoDelay(true);
            new SmtpConversation(caller.getInputStream(), caller.getOutputStream(), inbox, weather).hold();
        } catch (IOException e) {
            log.debug("An SMTP conversation broke off: {}", e.getMessage());
        } finally {
            open.remove(caller);
            room.release();
        }
    }

    @Override
    public void stop() {
        var socket = listening;
        listening = null;
        close(socket);
        open.forEach(SmtpServer::close);
    }

    private static void close(@Nullable Closeable closeable) {
        if (closeable != null) {
            try {
                closeable.close();
            } catch (IOException e) {
                log.debug("Closing: {}", e.getMessage());
            }
        }
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }
}

package org.tsudoi.bench.rush;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// One connection to a server of this machine that speaks HTTP/1.1, kept open from one request to the next. Does
/// as little as it can, since it takes its time from the same cores as the product.
final class Line implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 1 << 20;
    private static final int HEADER_LINES_MAX = 100;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    /// Shorter than the server keeps a connection on which nothing is said.
    private static final Duration IDLE_MAX = Duration.ofSeconds(10);

    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private final byte[] buffer = new byte[16 * 1024];
    private int at;
    private int filled;
    private long lastUsed;

    Line(int port) {
        this.port = port;
    }

    record Answer(int status, String location, List<String> cookies, boolean zipped, byte[] body) {
        String text() throws IOException {
            return new String(
                    zipped ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body,
                    StandardCharsets.UTF_8);
        }

        boolean redirects() {
            return status == 302 || status == 303;
        }
    }

    /// @param headers each with its line end
    /// @param body none for a `GET`
    Answer send(String method, String path, String headers, byte @Nullable [] body) throws IOException {
        var connection = connection();
        var head = new StringBuilder(256 + headers.length())
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: localhost:")
                .append(port)
                .append("\r\n")
                .append(headers);
        if (body != null) head.append("Content-Length: ").append(body.length).append("\r\n");
        var bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        var whole = new byte[bytes.length + (body == null ? 0 : body.length)];
        System.arraycopy(bytes, 0, whole, 0, bytes.length);
        if (body != null) System.arraycopy(body, 0, whole, bytes.length, body.length);
        connection.getOutputStream().write(whole);
        var answer = read();
        lastUsed = System.nanoTime();
        return answer;
    }

    private Socket connection() throws IOException {
        if (socket != null && System.nanoTime() - lastUsed > IDLE_MAX.toNanos()) close();
        if (socket != null) return socket;
        var made = new Socket();
        made.setTcpNoDelay(true);
        made.setSoTimeout(Math.toIntExact(ANSWER_MAX.toMillis()));
        made.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Math.toIntExact(ANSWER_MAX.toMillis()));
        in = made.getInputStream();
        at = filled = 0;
        socket = made;
        return made;
    }

    private Answer read() throws IOException {
        var first = line();
        if (!first.startsWith("HTTP/1.1 ")) throw new IOException("not HTTP: " + first);
        int status = Integer.parseInt(first.substring(9, 12));
        long length = -1;
        boolean chunked = false;
        boolean zipped = false;
        boolean last = false;
        var location = "";
        var cookies = new ArrayList<String>();
        int lines = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (++lines > HEADER_LINES_MAX) throw new IOException("too many headers");
            int colon = header.indexOf(':');
            var value = header.substring(colon + 1).strip();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Long.parseLong(value);
                case "transfer-encoding" -> chunked = value.equals("chunked");
                case "content-encoding" -> zipped = value.equals("gzip");
                case "connection" -> last = value.equalsIgnoreCase("close");
                case "location" -> location = value;
                case "set-cookie" -> cookies.add(value);
                default -> {}
            }
        }
        boolean empty = status == 204 || status == 304;
        var body = empty ? new byte[0] : chunked ? chunks() : length >= 0 ? exactly(length) : toTheEnd();
        if (last || !empty && !chunked && length < 0) close();
        return new Answer(status, location, cookies, zipped, body);
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream(8 * 1024);
        for (int size = size(line()); size > 0; size = size(line())) {
            body.write(exactly(size));
            if (body.size() > BODY_BYTES_MAX) throw new IOException("an answer that is too long");
            line();
        }
        while (!line().isEmpty()) {}
        return body.toByteArray();
    }

    private static int size(String line) {
        int more = line.indexOf(';');
        return Integer.parseInt(more < 0 ? line : line.substring(0, more), 16);
    }

    private byte[] exactly(long length) throws IOException {
        if (length > BODY_BYTES_MAX) throw new IOException("an answer of " + length + " bytes");
        var body = new byte[(int) length];
        for (int done = 0; done < body.length; ) {
            fill();
            int some = Math.min(filled - at, body.length - done);
            System.arraycopy(buffer, at, body, done, some);
            at += some;
            done += some;
        }
        return body;
    }

    private byte[] toTheEnd() throws IOException {
        var body = new ByteArrayOutputStream();
        body.write(buffer, at, filled - at);
        at = filled;
        body.write(in.readNBytes(BODY_BYTES_MAX));
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        while (true) {
            fill();
            for (; at < filled; at++) {
                if (buffer[at] == '\n') {
                    at++;
                    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') line.setLength(line.length() - 1);
                    return line.toString();
                }
                line.append((char) (buffer[at] & 0xff));
            }
        }
    }

    private void fill() throws IOException {
        if (at < filled) return;
        at = 0;
        filled = Math.max(0, in.read(buffer));
        if (filled == 0) throw new EOFException("the connection was closed");
    }

    @Override
    public void close() throws IOException {
        if (socket != null) socket.close();
        socket = null;
    }
}

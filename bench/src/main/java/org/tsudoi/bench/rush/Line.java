package org.tsudoi.bench.rush;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One connection to a server of this machine that speaks HTTP/1.1, kept open from one request to the next. Does
/// as little as it can, since it takes its time from the same cores as the product.
final class Line implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 16 << 20;
    private static final int HEADER_LINES_MAX = 100;
    private static final int LINE_LENGTH_MAX = 64 * 1024;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    /// Shorter than the server keeps a connection on which nothing is said.
    private static final Duration IDLE_MAX = Duration.ofSeconds(10);

    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private final byte[] buffer = new byte[16 * 1024];
    private int at;
    private int filled;
    private byte[] body = new byte[16 * 1024];
    private int bodyLength;
    private final Unzipping unzipping = new Unzipping(BODY_BYTES_MAX);
    private long lastUsed;

    Line(int port) {
        this.port = port;
    }

    /// @param bytes of the body, unzipped, each as one character: most are only looked through for a few words
    record Answer(int status, String location, List<String> cookies, String bytes) {
        String text() {
            return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        /// @param words in ASCII
        boolean says(String words) {
            return bytes.contains(words);
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
        if (socket != null && System.nanoTime() - lastUsed > IDLE_MAX.toNanos()) hangUp();
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
        bodyLength = 0;
        if (empty) length = 0;
        if (chunked) chunks();
        else if (length >= 0) exactly(length);
        else if (!empty) toTheEnd();
        if (last || !empty && !chunked && length < 0) hangUp();
        return new Answer(status, location, cookies, read(zipped));
    }

    private String read(boolean zipped) throws IOException {
        return zipped && bodyLength > 0
                ? unzipping.unzip(body, bodyLength)
                : new String(body, 0, bodyLength, StandardCharsets.ISO_8859_1);
    }

    private void chunks() throws IOException {
        for (int size = size(line()); size > 0; size = size(line())) {
            exactly(size);
            line();
        }
        while (!line().isEmpty()) {}
    }

    private static int size(String line) {
        int more = line.indexOf(';');
        return Integer.parseInt(more < 0 ? line : line.substring(0, more), 16);
    }

    private void exactly(long length) throws IOException {
        for (long left = length; left > 0; ) {
            fill();
            int some = (int) Math.min(filled - at, left);
            append(some);
            left -= some;
        }
    }

    private void toTheEnd() throws IOException {
        do {
            append(filled - at);
            at = 0;
            filled = in.read(buffer);
        } while (filled > 0);
        filled = 0;
    }

    private void append(int length) throws IOException {
        if (bodyLength + length > BODY_BYTES_MAX) throw new IOException("an answer that is too long");
        if (bodyLength + length > body.length) {
            body = Arrays.copyOf(body, Math.max(2 * body.length, bodyLength + length));
        }
        System.arraycopy(buffer, at, body, bodyLength, length);
        bodyLength += length;
        at += length;
    }

    private String line() throws IOException {
        var begun = "";
        while (true) {
            fill();
            int from = at;
            while (at < filled && buffer[at] != '\n') at++;
            var part = begun + new String(buffer, from, at - from, StandardCharsets.ISO_8859_1);
            if (part.length() > LINE_LENGTH_MAX) throw new IOException("a line without an end");
            if (at < filled) {
                at++;
                return part.endsWith("\r") ? part.substring(0, part.length() - 1) : part;
            }
            begun = part;
        }
    }

    private void fill() throws IOException {
        if (at < filled) return;
        at = 0;
        filled = Math.max(0, in.read(buffer));
        if (filled == 0) throw new EOFException("the connection was closed");
    }

    private void hangUp() throws IOException {
        if (socket != null) socket.close();
        socket = null;
    }

    @Override
    public void close() throws IOException {
        unzipping.close();
        hangUp();
    }
}

package town.mail;

import java.io.ByteArrayOutputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a caller says, line by line. Takes what there is at once: a letter has thousands of lines.
final class SmtpLines {
    private static final int LINE_BYTES_MAX = 64 * 1024;
    private static final int CHUNK_BYTES = 16 * 1024;

    private final InputStream in;
    private final Flushable answers;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int at;
    private int end;
    private byte[] line = new byte[1024];
    private int length;

    /// @param answers sent on before the caller is waited for, so that whoever says much at once is answered at once
    SmtpLines(InputStream in, Flushable answers) {
        this.in = in;
        this.answers = answers;
    }

    /// Goes to the next line; false when the caller is gone.
    boolean next() throws IOException {
        length = 0;
        while (at < end || fill()) {
            int from = at;
            while (at < end && chunk[at] != '\n') {
                at++;
            }
            append(from, at);
            if (at < end) {
                at++;
                if (length > 0 && line[length - 1] == '\r') {
                    length--;
                }
                return true;
            }
        }
        return false;
    }

    private boolean fill() throws IOException {
        answers.flush();
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }

    private void append(int from, int to) throws IOException {
        int more = to - from;
        if (length + more > LINE_BYTES_MAX) {
            throw new IOException("A line without an end");
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
        System.arraycopy(chunk, from, line, length, more);
        length += more;
    }

    /// The line without its end.
    String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    int length() {
        return length;
    }

    boolean isDot() {
        return length == 1 && line[0] == '.';
    }

    /// The line of a message, its dot unstuffed, with its end.
    void copyTo(ByteArrayOutputStream message) {
        int stuffed = length > 0 && line[0] == '.' ? 1 : 0;
        message.write(line, stuffed, length - stuffed);
        message.write('\r');
        message.write('\n');
    }
}

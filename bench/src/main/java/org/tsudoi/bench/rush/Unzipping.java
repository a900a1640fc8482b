package org.tsudoi.bench.rush;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unzips one answer after the other (RFC 1952) in the same memory.
final class Unzipping implements AutoCloseable {
    private static final byte[] HEAD = {31, (byte) 139, 8, 0};
    private static final int HEAD_BYTES = 10;
    private static final int TAIL_BYTES = 8;

    private final int bytesMax;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private byte[] plain = new byte[64 * 1024];

    Unzipping(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// @return each byte as one character
    String unzip(byte[] zipped, int length) throws IOException {
        if (length < HEAD_BYTES + TAIL_BYTES || !Arrays.equals(zipped, 0, HEAD.length, HEAD, 0, HEAD.length)) {
            throw new IOException("not zipped as servers zip");
        }
        inflater.reset();
        inflater.setInput(zipped, HEAD_BYTES, length - HEAD_BYTES);
        int done = 0;
        try {
            while (!inflater.finished()) {
                if (done == plain.length) grow();
                int some = inflater.inflate(plain, done, plain.length - done);
                if (some == 0 && !inflater.finished()) throw new EOFException("zipped, and cut");
                done += some;
            }
        } catch (DataFormatException broken) {
            throw new IOException(broken);
        }
        mustBeWhole(ByteBuffer.wrap(zipped, length - TAIL_BYTES, TAIL_BYTES), done);
        return new String(plain, 0, done, StandardCharsets.ISO_8859_1);
    }

    private void grow() throws IOException {
        if (plain.length >= bytesMax) throw new IOException("an answer that is too long");
        plain = Arrays.copyOf(plain, 2 * plain.length);
    }

    private void mustBeWhole(ByteBuffer tail, int length) throws IOException {
        tail.order(ByteOrder.LITTLE_ENDIAN);
        sum.reset();
        sum.update(plain, 0, length);
        if (inflater.getRemaining() != TAIL_BYTES || tail.getInt() != (int) sum.getValue() || tail.getInt() != length) {
            throw new IOException("zipped, and damaged");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}

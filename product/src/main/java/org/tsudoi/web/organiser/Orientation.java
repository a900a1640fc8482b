package org.tsudoi.web.organiser;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How a camera was held, as the EXIF tag 0x0112 of a JPEG file says it: 1 to 8 (CIPA DC-008). Readers of
/// pictures do not turn them, and without its EXIF data a picture would lie on its side.
record Orientation(int tag) {
    private static final Orientation UPRIGHT = new Orientation(1);
    private static final int APP1 = 0xffe1;
    private static final int START_OF_SCAN = 0xffda;
    private static final int TAG = 0x0112;

    static Orientation of(byte[] file) {
        try {
            return found(ByteBuffer.wrap(file));
        } catch (RuntimeException broken) {
            return UPRIGHT;
        }
    }

    private static Orientation found(ByteBuffer file) {
        if ((file.getShort() & 0xffff) != 0xffd8) return UPRIGHT;
        while (file.remaining() > 4) {
            int marker = file.getShort() & 0xffff;
            int length = file.getShort() & 0xffff;
            if (marker == START_OF_SCAN || length < 2) return UPRIGHT;
            int next = file.position() + length - 2;
            if (marker == APP1 && file.getInt(file.position()) == 0x45786966) {
                return inTiff(file.slice(file.position() + 6, length - 8));
            }
            file.position(next);
        }
        return UPRIGHT;
    }

    private static Orientation inTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                int tag = tiff.getShort(entry + 8) & 0xffff;
                return tag >= 1 && tag <= 8 ? new Orientation(tag) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    boolean swapsSides() {
        return tag >= 5;
    }

    /// From a picture of that size as stored to how it was meant.
    AffineTransform turn(int width, int height) {
        return switch (tag) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}

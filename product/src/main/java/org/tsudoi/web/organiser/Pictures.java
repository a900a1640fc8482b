package org.tsudoi.web.organiser;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.tsudoi.offerings.Events;

/// Makes a JPEG of our own of an uploaded picture: turned as the camera meant it, no longer than 1440 on a
/// side, and with nothing of the file but its colours. Whatever else the file carried (a place, a name, a
/// script behind the last pixel) is left behind.
public final class Pictures {
    public static final int MEGABYTES_MAX = 8;
    private static final int LONGEST = 1440;
    private static final int SMALLEST = 64;
    /// What a large camera makes; more would be a picture made to fill our memory.
    private static final long PIXELS_MAX = 64_000_000L;

    /// What unpacking one may take: the program has to go on beside it.
    private static final long UNPACKED_MAX = 32L << 20;

    /// One is unpacked at a time, however many are sent.
    private static final ReentrantLock UNPACKING = new ReentrantLock();

    private static final float QUALITY = 0.84f;
    private static final Set<String> KINDS = Set.of("jpeg", "png", "webp");

    private Pictures() {}

    public sealed interface Made {
        record Picture(Events.Picture picture) implements Made {}

        /// Not a picture, or a broken one.
        record Unreadable() implements Made {}

        record TooManyPixels() implements Made {}

        record TooSmall(int smallest) implements Made {}
    }

    public static Made of(byte[] file) {
        UNPACKING.lock();
        try {
            return unpacked(file);
        } finally {
            UNPACKING.unlock();
        }
    }

    private static Made unpacked(byte[] file) {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) return new Made.Unreadable();
            var reader = readers.next();
            try {
                if (!KINDS.contains(reader.getFormatName().toLowerCase(java.util.Locale.ROOT)))
                    return new Made.Unreadable();
                reader.setInput(in, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width * height > most(reader)) return new Made.TooManyPixels();
                if (Math.min(width, height) < SMALLEST) return new Made.TooSmall(SMALLEST);
                return new Made.Picture(encoded(turned(read(reader, width, height), Orientation.of(file))));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            // The readers answer nonsense with exceptions of every kind.
            return new Made.Unreadable();
        }
    }

    /// WebP is unpacked whole, whatever is left out of it.
    private static long most(ImageReader reader) throws IOException {
        return reader.getFormatName().equalsIgnoreCase("webp") ? UNPACKED_MAX / Integer.BYTES : PIXELS_MAX;
    }

    /// Rows and columns that would be thrown away anyway are not even unpacked; nor are those of a picture that is
    /// much larger in memory than it looks.
    private static BufferedImage read(ImageReader reader, long width, long height) throws IOException {
        var how = reader.getDefaultReadParam();
        int every = every(width, height, bytesOfOnePixel(reader));
        how.setSourceSubsampling(every, every, 0, 0);
        return reader.read(0, how);
    }

    static int every(long width, long height, long bytes) {
        int every = (int) Math.max(1, Math.max(width, height) / (2L * LONGEST));
        while ((width / every) * (height / every) * bytes > UNPACKED_MAX) every++;
        return every;
    }

    private static long bytesOfOnePixel(ImageReader reader) throws IOException {
        var raw = reader.getRawImageType(0);
        if (raw == null) return Integer.BYTES;
        int bits = 0;
        for (int band = 0; band < raw.getNumBands(); band++) bits += raw.getBitsPerBand(band);
        return Math.max(Integer.BYTES, (bits + 7) / 8);
    }

    private static BufferedImage turned(BufferedImage image, Orientation orientation) {
        double scale = Math.min(1, (double) LONGEST / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        boolean lies = orientation.swapsSides();
        var canvas = new BufferedImage(lies ? height : width, lies ? width : height, BufferedImage.TYPE_INT_RGB);
        var brush = canvas.createGraphics();
        try {
            brush.setColor(Color.WHITE);
            brush.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
            brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            brush.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            AffineTransform turn = orientation.turn(width, height);
            brush.transform(turn);
            brush.drawImage(image, 0, 0, width, height, null);
        } finally {
            brush.dispose();
        }
        return canvas;
    }

    private static Events.Picture encoded(BufferedImage image) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return new Events.Picture("image/jpeg", image.getWidth(), image.getHeight(), out.toByteArray());
    }
}

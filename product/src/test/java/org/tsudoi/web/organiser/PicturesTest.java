package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.tsudoi.offerings.Events;

/// What becomes of an uploaded picture.
class PicturesTest {
    private static final byte[] SECRET = "GPS 35.6581 N 139.7017 E".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void aLargePictureIsMadeSmallerAndIsAJpegOfOurs() throws IOException {
        var made = made(file(picture(3000, 1500), "png"));
        assertThat(made.mediaType()).isEqualTo("image/jpeg");
        assertThat(made.width()).isEqualTo(1440);
        assertThat(made.height()).isEqualTo(720);
        var read = ImageIO.read(new ByteArrayInputStream(made.bytes()));
        assertThat(read.getWidth()).isEqualTo(1440);
        assertThat(new Color(read.getRGB(100, 100)).getRed()).isGreaterThan(200);
        assertThat(new Color(read.getRGB(1300, 100)).getBlue()).isGreaterThan(200);
    }

    @Test
    void whereAPhotoWasTakenIsLeftBehindAndItStandsUpright() throws IOException {
        var photo = withExif(file(picture(400, 200), "jpeg"), 6);
        assertThat(contains(photo, SECRET)).isTrue();
        var made = made(photo);
        assertThat(contains(made.bytes(), SECRET)).isFalse();
        assertThat(contains(made.bytes(), "Exif".getBytes(StandardCharsets.ISO_8859_1)))
                .isFalse();
        assertThat(made.width()).isEqualTo(200);
        assertThat(made.height()).isEqualTo(400);
        var read = ImageIO.read(new ByteArrayInputStream(made.bytes()));
        assertThat(new Color(read.getRGB(100, 50)).getRed())
                .as("the left side of the lying picture is the top of the standing one")
                .isGreaterThan(200);
        assertThat(new Color(read.getRGB(100, 350)).getBlue()).isGreaterThan(200);
    }

    @Test
    void whatHidesBehindTheLastPixelDoesNotComeAlong() throws IOException {
        var script = "<script>alert(1)</script>PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1);
        for (var kind : new String[] {"jpeg", "png"}) {
            var polyglot = joined(file(picture(300, 200), kind), script);
            assertThat(contains(made(polyglot).bytes(), script)).as(kind).isFalse();
        }
    }

    @Test
    void aWebPictureIsRead() {
        var webp = Base64.getDecoder()
                .decode("UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAIAAAAAAFZQOCAwAAAAMAEAnQEqAQABAAEAHCWkAANwAP78"
                        + "Br8eAAAA");
        assertThat(Pictures.of(webp)).isIn(new Pictures.Made.TooSmall(64), new Pictures.Made.Unreadable());
        assertThat(ImageIO.getImageReadersByFormatName("webp").hasNext()).isTrue();
    }

    @Test
    void aPageThatCallsItselfAPictureIsNone() throws IOException {
        var html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);
        assertThat(Pictures.of(html)).isEqualTo(new Pictures.Made.Unreadable());
        var head = new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        assertThat(Pictures.of(joined(head, html))).isEqualTo(new Pictures.Made.Unreadable());
        assertThat(Pictures.of(new byte[0])).isEqualTo(new Pictures.Made.Unreadable());
        var cut = file(picture(300, 200), "png");
        assertThat(Pictures.of(java.util.Arrays.copyOf(cut, 60))).isEqualTo(new Pictures.Made.Unreadable());
        assertThat(Pictures.of(file(picture(300, 200), "bmp")))
                .as("a kind we do not offer")
                .isEqualTo(new Pictures.Made.Unreadable());
        assertThat(Pictures.of(file(picture(63, 300), "png"))).isEqualTo(new Pictures.Made.TooSmall(64));
    }

    @Test
    void aPictureMadeToFillTheMemoryIsNotUnpacked() throws IOException {
        var bomb = file(picture(64, 64), "png");
        var size = ByteBuffer.wrap(bomb, 12, 21);
        size.putInt(16, 60_000).putInt(20, 60_000);
        var sum = new CRC32();
        sum.update(bomb, 12, 17);
        ByteBuffer.wrap(bomb).putInt(29, (int) sum.getValue());
        assertThat(Pictures.of(bomb)).isEqualTo(new Pictures.Made.TooManyPixels());
    }

    /// Red on the left, blue on the right.
    private static BufferedImage picture(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) image.setRGB(x, y, x < width / 2 ? 0xff0000 : 0x0000ff);
        }
        return image;
    }

    static byte[] file(BufferedImage image, String kind) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, kind, out)).isTrue();
        return out.toByteArray();
    }

    private static byte[] withExif(byte[] jpeg, int orientation) {
        var tiff = ByteBuffer.allocate(26 + SECRET.length);
        tiff.putShort((short) 0x4d4d).putShort((short) 42).putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        tiff.putInt(0).put(SECRET);
        var segment = ByteBuffer.allocate(10 + tiff.capacity());
        segment.putShort((short) 0xffe1).putShort((short) (8 + tiff.capacity()));
        segment.putInt(0x45786966).putShort((short) 0).put(tiff.array());
        var out = ByteBuffer.allocate(jpeg.length + segment.capacity());
        out.put(jpeg, 0, 2).put(segment.array()).put(jpeg, 2, jpeg.length - 2);
        return out.array();
    }

    private static Events.Picture made(byte[] file) {
        return switch (Pictures.of(file)) {
            case Pictures.Made.Picture(var picture) -> picture;
            case Pictures.Made other -> throw new AssertionError("not made: " + other);
        };
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static boolean contains(byte[] all, byte[] part) {
        return new String(all, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    /// 264 MB when it is unpacked as it is, from a file of a quarter of one.
    @Test
    void aPictureThatIsLargeInMemoryAloneIsMadeSmallOnTheWay() throws IOException {
        var colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_USHORT);
        var raster = colours.createCompatibleWritableRaster(2000, 2000);
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(colours, raster, false, null), "png", out);
        assertThat(Pictures.of(out.toByteArray()))
                .isInstanceOfSatisfying(
                        Pictures.Made.Picture.class,
                        made -> assertThat(made.picture().width()).isEqualTo(1440));
        assertThat(Pictures.every(5750, 5750, 8)).as("rows left out").isEqualTo(3);
        assertThat(Pictures.every(8000, 8000, 4)).isEqualTo(3);
        assertThat(Pictures.every(3000, 2000, 4)).isEqualTo(1);
    }
}

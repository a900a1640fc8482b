package org.tsudoi.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// Which part of a long list is shown.
///
/// @param number from 1
/// @param size rows on one page
/// @param rows rows altogether
public record Paging(int number, int size, long rows) {
    /// A number out of range, as a reader may type it into the address, becomes the nearest that exists.
    public static Paging of(int asked, int size, long rows) {
        long last = Math.max(1, (rows + size - 1) / size);
        return new Paging((int) Math.clamp(asked, 1, last), size, rows);
    }

    public long offset() {
        return (long) (number - 1) * size;
    }

    public int last() {
        return (int) Math.max(1, (rows + size - 1) / size);
    }

    public boolean isNeeded() {
        return rows > size;
    }

    /// The same page of the site with `?page=` another number.
    public static String link(Page page, int number) {
        return link(page, "page", number);
    }

    /// The same page of the site from another place on, or from its beginning without one.
    public static String link(Page page, String name, @Nullable Object value) {
        return UriComponentsBuilder.fromUriString(page.path())
                .replaceQueryParam(name, value == null ? new Object[0] : new Object[] {value})
                .build()
                .toUriString();
    }
}

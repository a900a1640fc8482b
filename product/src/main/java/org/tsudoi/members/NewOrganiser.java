package org.tsudoi.members;

import java.util.Currency;
import java.util.regex.Pattern;

/// What it takes to become an organiser.
public record NewOrganiser(String slug, String name, Currency currency, String country, String about) {
    public static final int NAME_MAX = 80;
    public static final int ABOUT_MAX = 2_000;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    public NewOrganiser {
        name = name.strip();
        about = about.strip();
        if (!isSlug(slug)) throw new IllegalArgumentException("not a slug");
        if (name.isEmpty() || name.length() > NAME_MAX) throw new IllegalArgumentException("name is empty or too long");
        if (!COUNTRY.matcher(country).matches()) throw new IllegalArgumentException("not a country");
        if (about.length() > ABOUT_MAX) throw new IllegalArgumentException("about is too long");
    }

    /// 3 to 40 small letters, digits and hyphens, neither beginning nor ending with a hyphen.
    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }
}

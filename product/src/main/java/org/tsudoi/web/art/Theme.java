package org.tsudoi.web.art;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// What a picture is of. The words are what titles of such events tend to contain, in our three languages.
public enum Theme {
    HILLS("ヨガ", "瞑想", "yoga", "morning", "walk", "โยคะ", "สมาธิ"),
    WAVES("海", "呼吸", "swim", "breath", "sea", "ทะเล"),
    INK("書道", "禅", "calligraphy", "zen", "พู่กัน"),
    LEAVES("花", "庭", "自然", "garden", "flower", "nature", "ดอกไม้"),
    CITY("仕事", "経営", "起業", "business", "career", "startup", "ธุรกิจ"),
    TEA("茶", "料理", "cook", "tea", "coffee", "อาหาร", "ชา"),
    STARS("夜", "星", "占", "night", "star", "ดาว"),
    STRINGS("音楽", "ギター", "歌", "music", "guitar", "song", "ดนตรี"),
    TALK("英会話", "語学", "話", "language", "english", "talk", "ภาษา"),
    RIBBONS("ダンス", "踊", "体操", "dance", "pilates", "เต้น");

    private final List<String> words;

    Theme(String... words) {
        this.words = List.of(words);
    }

    /// What an event's title suggests; otherwise one chosen by its id, always the same.
    public static Theme suggestedBy(String title, UUID id) {
        var lower = title.toLowerCase(Locale.ROOT);
        for (var theme : values()) {
            if (theme.words.stream().anyMatch(lower::contains)) {
                return theme;
            }
        }
        return values()[Math.floorMod(EventArt.seed(id), values().length)];
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Theme> of(String slug) {
        return List.of(values()).stream().filter(t -> t.slug().equals(slug)).findFirst();
    }
}

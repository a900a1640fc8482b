package org.tsudoi.demo;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Who and what there is in the world of the demonstration, as `demo/world.yaml` tells it.
///
/// @param people those whom the newcomer may play
/// @param crowd everybody else who buys, by language, each as `name <mail>`
record Story(
        List<Person> people,
        Map<String, List<String>> crowd,
        List<Studio> studios,
        List<Offer> offers,
        List<Sessions> sessions,
        List<Salon> salons,
        List<Course> courses,
        List<Topic> topics,
        List<Coach> coaches) {
    record Person(
            String mail,
            String name,
            String language,
            String zone,
            @Nullable String role) {
        EmailAddress address() {
            return new EmailAddress(mail);
        }

        PersonName called() {
            return new PersonName(name);
        }

        Locale locale() {
            return Locale.forLanguageTag(language);
        }

        ZoneId zoneId() {
            return ZoneId.of(zone);
        }

        static Person inCrowd(String written, String language, String zone) {
            int at = written.indexOf('<');
            var mail = written.substring(at + 1, written.length() - 1);
            return new Person(mail, written.substring(0, at).strip(), language, zone, null);
        }
    }

    /// @param owner mail address of the person who runs it
    record Studio(
            String slug,
            String owner,
            String name,
            String currency,
            String country,
            String about,
            String seller,
            String address) {}

    /// One event, or the same one again and again.
    ///
    /// @param refunds steps as `24h 100`: how long before the start, how many percent
    record Offer(
            String studio,
            String slug,
            String title,
            String description,
            String art,
            int minutes,
            int capacity,
            int doors,
            boolean untilEnd,
            List<String> refunds,
            List<Price> prices,
            List<Showing> showings) {}

    /// @param price in minor units of the studio's currency
    record Price(String name, boolean trial, long price, int places) {}

    /// Offered at any time: its owner has hours on weekdays.
    ///
    /// @param refunds as of an offer
    record Sessions(
            String studio,
            String slug,
            String title,
            String description,
            String art,
            List<String> refunds,
            List<Session> prices) {}

    /// @param many    of a pack; one otherwise
    /// @param price   of one
    /// @param minutes each lasts
    record Session(String name, boolean trial, long price, int many, int minutes) {}

    /// A date a week; it has just begun.
    ///
    /// @param at    local time of each date
    /// @param dates what each is about
    /// @param price its name
    /// @param asked in minor units of the studio's currency, as is the fee of those who leave
    /// @param sold  how many of the crowd have a place
    record Course(
            String studio,
            String slug,
            String title,
            String description,
            String art,
            String at,
            List<String> dates,
            int capacity,
            String price,
            long asked,
            long fee,
            int sold) {}

    /// Paid for by the month, free until the first billing day.
    ///
    /// @param price   in minor units of the studio's currency
    /// @param members  how many of the crowd have joined
    /// @param included the offer that its members come to for their fee, beside others who pay for it each time
    record Salon(
            String studio,
            String name,
            String about,
            long price,
            int members,
            List<Post> posts,
            Gathering gathering,
            String included) {}

    /// For members of a salon.
    ///
    /// @param daysAgo when it was written
    record Post(int daysAgo, String title, String text) {}

    /// What members of a salon come to without paying for it.
    ///
    /// @param day counted from today
    /// @param at  local time of the start
    record Gathering(
            String slug,
            String title,
            String description,
            String art,
            int day,
            String at,
            int minutes,
            int capacity,
            String price) {}

    /// A theme by which people and offerings are found.
    record Topic(String word, String ja, String en, String th) {}

    /// The page of somebody who runs a studio.
    ///
    /// @param topics    words of themes
    /// @param languages they teach in
    record Coach(
            String mail,
            String slug,
            String name,
            String headline,
            String about,
            List<String> topics,
            List<String> words,
            List<String> languages) {}

    /// @param day counted from today
    /// @param at local time of the start; null: in a few minutes
    /// @param sold places taken by today
    /// @param becomes what happens to it in the end: `draft`, `closed`, `cancelled`; null: it takes place
    /// @param guests mail addresses of people who certainly have a place
    record Showing(
            int day,
            @Nullable String at,
            int sold,
            @Nullable String becomes,
            @Nullable String reason,
            @Nullable List<String> guests) {
        Optional<LocalTime> time() {
            return at == null ? Optional.empty() : Optional.of(LocalTime.parse(at));
        }

        List<String> named() {
            return guests == null ? List.of() : guests;
        }
    }

    static Story read() {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new ClassPathResource("demo/world.yaml"));
        // What a price or a showing leaves out is false or none.
        var json = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        return json.convertValue(yaml.getObject(), Story.class);
    }

    Studio studio(String slug) {
        return studios.stream()
                .filter(studio -> studio.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    Person person(String mail) {
        return people.stream()
                .filter(person -> person.mail().equals(mail))
                .findFirst()
                .orElseThrow();
    }

    List<Person> crowdSpeaking(String language, String zone) {
        return crowd.getOrDefault(language, List.of()).stream()
                .map(written -> Person.inCrowd(written, language, zone))
                .toList();
    }
}

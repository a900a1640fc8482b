package town.calendars;

/// @param secret the part of the address that nobody can guess; another one makes the address of before
///               void
/// @param file   the calendar as it is answered
public record Account(String name, String secret, String file) {
    String path() {
        return "/calendars/ical/" + name + "/private-" + secret + "/basic.ics";
    }
}

package town.mail;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import town.weather.Mode;
import town.weather.Provider;
import town.weather.Spell;
import town.weather.Weather;

/// One caller's conversation (RFC 5321), with the extensions every sender uses: SIZE, 8BITMIME, SMTPUTF8,
/// PIPELINING, enhanced status codes, and AUTH that believes everybody. Whoever is called `no-such-user` does
/// not exist.
final class SmtpConversation {
    static final int MESSAGE_BYTES_MAX = 10 * 1024 * 1024;
    private static final int RECIPIENTS_MAX = 100;
    private static final Pattern SIZE = Pattern.compile("(?i)\\bSIZE=(\\d{1,15})");
    private static final Pattern QUOTED = Pattern.compile("^\"([^\"\\\\]*)\"@");
    private static final Pattern PATH = Pattern.compile("(?i)(FROM|TO):\\s*<(?:@[^:>]*:)?([^<>\\s]*)>(.*)");
    private static final String NO_SUCH_USER = "no-such-user@";

    private final SmtpLines lines;
    private final OutputStream out;
    private final Inbox inbox;
    private final Weather weather;

    private @Nullable String sender;
    private final SequencedSet<String> recipients = new LinkedHashSet<>();
    private boolean greeted;

    SmtpConversation(InputStream in, OutputStream out, Inbox inbox, Weather weather) {
        this.out = new BufferedOutputStream(out);
        this.lines = new SmtpLines(in, this.out);
        this.inbox = inbox;
        this.weather = weather;
    }

    void hold() throws IOException {
        say("220 town.example ESMTP ready");
        boolean goesOn = true;
        while (goesOn && lines.next()) {
            String said = lines.text().strip();
            int space = said.indexOf(' ');
            String verb = (space < 0 ? said : said.substring(0, space)).toUpperCase(Locale.ROOT);
            goesOn = answer(verb, space < 0 ? "" : said.substring(space + 1).strip());
        }
        out.flush();
    }

    /// @return whether the conversation goes on
    private boolean answer(String verb, String argument) throws IOException {
        switch (verb) {
            case "EHLO" -> {
                forget();
                greeted = true;
                say("""
                        250-town.example
                        250-PIPELINING
                        250-SIZE %d
                        250-8BITMIME
                        250-SMTPUTF8
                        250-ENHANCEDSTATUSCODES
                        250 AUTH PLAIN LOGIN""".formatted(MESSAGE_BYTES_MAX));
            }
            case "HELO" -> {
                forget();
                greeted = true;
                say("250 town.example");
            }
            case "AUTH" -> authenticate(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> {
                return data();
            }
            case "RSET" -> {
                forget();
                say("250 2.0.0 Forgotten");
            }
            case "NOOP" -> say("250 2.0.0 OK");
            case "VRFY" -> say("252 2.1.5 Send it and see");
            case "QUIT" -> {
                say("221 2.0.0 Bye");
                return false;
            }
            default -> say("500 5.5.1 Command not known");
        }
        return true;
    }

    private void forget() {
        sender = null;
        recipients.clear();
    }

    private void authenticate(String argument) throws IOException {
        var words = argument.split("\\s+");
        switch (words[0].toUpperCase(Locale.ROOT)) {
            case "PLAIN" -> {
                if (words.length == 1) {
                    ask("");
                }
                say("235 2.7.0 Welcome");
            }
            case "LOGIN" -> {
                if (words.length == 1) {
                    ask("VXNlcm5hbWU6");
                }
                ask("UGFzc3dvcmQ6");
                say("235 2.7.0 Welcome");
            }
            default -> say("504 5.5.4 Only PLAIN and LOGIN");
        }
    }

    private void ask(String challenge) throws IOException {
        say("334 " + challenge);
        lines.next();
    }

    private void mail(String argument) throws IOException {
        var path = PATH.matcher(argument);
        if (!greeted || sender != null) {
            say("503 5.5.1 Not now");
        } else if (!path.matches() || !path.group(1).equalsIgnoreCase("FROM")) {
            say("501 5.5.4 MAIL FROM:<address>");
        } else if (announcedSize(path.group(3)) > MESSAGE_BYTES_MAX) {
            say("552 5.3.4 Message too big");
        } else {
            sender = path.group(2);
            say("250 2.1.0 OK");
        }
    }

    private static long announcedSize(String parameters) {
        var size = SIZE.matcher(parameters);
        return size.find() ? Long.parseLong(size.group(1)) : 0;
    }

    private void recipient(String argument) throws IOException {
        var path = PATH.matcher(argument);
        if (sender == null) {
            say("503 5.5.1 MAIL first");
        } else if (!path.matches()
                || !path.group(1).equalsIgnoreCase("TO")
                || path.group(2).isEmpty()) {
            say("501 5.5.4 RCPT TO:<address>");
        } else if (path.group(2).toLowerCase(Locale.ROOT).startsWith(NO_SUCH_USER)) {
            say("550 5.1.1 No such user here");
        } else if (recipients.size() >= RECIPIENTS_MAX) {
            say("452 4.5.3 Too many recipients");
        } else {
            recipients.add(unquoted(path.group(2).toLowerCase(Locale.ROOT)));
            say("250 2.1.5 OK");
        }
    }

    /// A local part in quotes names the same mailbox as without (RFC 5321 §4.1.2).
    private static String unquoted(String address) {
        return QUOTED.matcher(address).replaceFirst("$1@");
    }

    private boolean data() throws IOException {
        String from = sender;
        if (from == null || recipients.isEmpty()) {
            say("503 5.5.1 MAIL and RCPT first");
            return true;
        }
        say("354 Go ahead, end with a dot alone");
        Optional<String> message = readMessage();
        if (message.isEmpty()) {
            forget();
            say("552 5.3.4 Message too big");
            return true;
        }
        boolean goesOn = take(from, message.get());
        forget();
        return goesOn;
    }

    /// @return whether the conversation goes on
    private boolean take(String from, String message) throws IOException {
        Optional<Spell> spell = weather.onRequest(Provider.MAIL, "SMTP " + recipients.getFirst());
        Mode mode = spell.map(Spell::mode).orElse(Mode.FAIR);
        boolean kept = switch (mode) {
            case ERROR_BEFORE, CUT_BEFORE, RATE_LIMITED -> false;
            case FAIR,
                    SLOW,
                    SLOW_BEFORE,
                    ERROR_AFTER,
                    CUT_AFTER,
                    GARBAGE,
                    WEBHOOK_TWICE,
                    WEBHOOK_REVERSED,
                    WEBHOOK_DELAYED,
                    WEBHOOK_LOST,
                    WEBHOOK_FORGED,
                    WEBHOOK_STALE -> true;
        };
        if (mode == Mode.SLOW_BEFORE) pause(spell.map(Spell::millis).orElse(0L));
        String id = kept
                ? inbox.receive(from, recipients.stream().toList(), message).id()
                : "";
        switch (mode) {
            case ERROR_BEFORE, ERROR_AFTER -> say("451 4.3.0 Something is wrong on our side");
            case RATE_LIMITED -> say("450 4.2.1 This mailbox gets mail too quickly, try again later");
            case CUT_BEFORE, CUT_AFTER -> {
                return false;
            }
            case GARBAGE -> say("\u0001\u0002 ?");
            case SLOW -> {
                pause(spell.map(Spell::millis).orElse(0L));
                say("250 2.6.0 Taken as " + id);
            }
            case FAIR,
                    SLOW_BEFORE,
                    WEBHOOK_TWICE,
                    WEBHOOK_REVERSED,
                    WEBHOOK_DELAYED,
                    WEBHOOK_LOST,
                    WEBHOOK_FORGED,
                    WEBHOOK_STALE -> say("250 2.6.0 Taken as " + id);
        }
        return true;
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while being slow", e);
        }
    }

    /// Up to the dot that stands alone, dots unstuffed. Empty when it is too big; then it was read and thrown
    /// away.
    private Optional<String> readMessage() throws IOException {
        var message = new ByteArrayOutputStream();
        boolean tooBig = false;
        while (lines.next()) {
            if (lines.isDot()) {
                return tooBig ? Optional.empty() : Optional.of(message.toString(StandardCharsets.ISO_8859_1));
            }
            tooBig = tooBig || message.size() + lines.length() > MESSAGE_BYTES_MAX;
            if (!tooBig) {
                lines.copyTo(message);
            }
        }
        throw new IOException("Broke off within a message");
    }

    private void say(String words) throws IOException {
        out.write((words.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}

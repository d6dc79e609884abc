package io.footfall.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Texts to typed values. What cannot be read becomes a problem, and the default stands in so that reading goes on. */
final class Values {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final int HIGHEST_PORT = 65_535;
    private static final int SHORTEST_SECRET = 16;

    private final Map<Key, Given.Entry> given;
    private final List<String> problems;

    Values(Map<Key, Given.Entry> given, List<String> problems) {
        this.given = given;
        this.problems = problems;
    }

    /** A text that is no value of its setting; the message says what would be one, and never quotes it. */
    private static final class Unreadable extends RuntimeException {
        Unreadable(String remedy) {
            super(remedy);
        }
    }

    /** The text, where one is given or there is a default. */
    Optional<String> text(Key key) {
        return read(key, Function.identity());
    }

    int port(Key key) {
        return required(key, Values::port);
    }

    Duration duration(Key key) {
        return required(key, Values::duration);
    }

    boolean flag(Key key) {
        return required(key, Values::flag);
    }

    Path path(Key key) {
        return required(key, Values::path);
    }

    String node() {
        return required(Key.NODE, text -> {
            if (!NODE.matcher(text).matches()) {
                throw new Unreadable("use up to 63 letters, digits, dots, dashes and underscores");
            }
            return text;
        });
    }

    Optional<Path> readableFile(Key key) {
        return read(key, text -> {
            if (!Files.isReadable(path(text)) || Files.isDirectory(path(text))) {
                throw new Unreadable("there is no readable file " + text);
            }
            return path(text);
        });
    }

    Optional<URI> publicUrl() {
        return read(Key.PUBLIC_URL, Values::publicUrl);
    }

    Optional<String> databaseUrl(Key key) {
        return read(key, text -> {
            if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
                throw new Unreadable("must look like postgresql://user:password@host:port/db?sslmode=...");
            }
            return text;
        });
    }

    Optional<String> secret() {
        return read(Key.SECRET, text -> {
            if (text.length() < SHORTEST_SECRET) {
                throw new Unreadable("must have at least " + SHORTEST_SECRET
                        + " characters; make one with: head -c 32 /dev/urandom | base64");
            }
            return text;
        });
    }

    /** Networks in CIDR notation; a bare address is a network of one. */
    List<String> networks(Key key) {
        return read(
                        key,
                        text -> Arrays.stream(text.split(","))
                                .map(String::strip)
                                .filter(part -> !part.isEmpty())
                                .map(Values::network)
                                .toList())
                .orElse(List.of());
    }

    /** How the setting was given, for a message about more than its text. */
    String source(Key key) {
        var entry = given.get(key);
        return entry == null ? key.variable() : entry.source();
    }

    private <T> T required(Key key, Function<String, T> reader) {
        return read(key, reader).orElseGet(() -> reader.apply(key.initial()));
    }

    private <T> Optional<T> read(Key key, Function<String, T> reader) {
        var entry = given.get(key);
        try {
            var text = entry == null ? key.initial() : content(entry);
            return text.isEmpty() ? Optional.empty() : Optional.of(reader.apply(text));
        } catch (Unreadable e) {
            problems.add(source(key) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String content(Given.Entry entry) {
        if (!entry.inFile()) {
            return entry.text();
        }
        try {
            return Files.readString(path(entry.text())).strip();
        } catch (IOException e) {
            throw new Unreadable("cannot read the file " + entry.text());
        }
    }

    private static int port(String text) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // the same remedy
        }
        throw new Unreadable("must be a port from 1 to 65535, or 0 for any free one");
    }

    private static Duration duration(String text) {
        var matcher = DURATION.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new Unreadable("must be a time such as 500ms, 5s, 1m or 2h");
        }
        var n = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(n);
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            default -> Duration.ofHours(n);
        };
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> true;
            case "false", "off", "no", "0" -> false;
            default -> throw new Unreadable("must be true or false");
        };
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Unreadable("must be the path of a file or directory");
        }
    }

    private static URI publicUrl(String text) {
        try {
            var uri = new URI(text.replaceFirst("/+$", ""));
            var scheme = String.valueOf(uri.getScheme());
            if ((scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // the same remedy
        }
        throw new Unreadable("must look like https://stats.example.org");
    }

    private static String network(String text) {
        var remedy = new Unreadable("must be networks such as 10.0.0.0/8,fd00::/8, separated by commas");
        var parts = text.split("/", 2);
        if (!ADDRESS.matcher(parts[0]).matches()) {
            throw remedy; // before any look-up of a name
        }
        try {
            var bits = InetAddress.getByName(parts[0]).getAddress().length * Byte.SIZE;
            var prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            if (prefix < 0 || prefix > bits) {
                throw remedy;
            }
            return parts[0] + "/" + prefix;
        } catch (UnknownHostException | NumberFormatException e) {
            throw remedy;
        }
    }
}

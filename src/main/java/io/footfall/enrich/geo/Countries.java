package io.footfall.enrich.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import io.footfall.measure.Value;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The country of an address, by a MaxMind-format database held in memory. Any thread may ask. Nothing is kept by
 * address: the reader's cache is keyed by places in the file.
 */
public final class Countries {

    /** Where the build puts the built-in database. */
    private static final String BUILT_IN = "/geoip/country.mmdb";

    /** Any address: looked up once to see that entries can be read. */
    private static final byte[] PROBE = {8, 8, 8, 8};

    private static final Map<String, Value> BY_CODE = Arrays.stream(Locale.getISOCountries())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Value::of));

    private final @Nullable Path file;
    private volatile Database database;

    private Countries(@Nullable Path file) throws IOException {
        this.file = file;
        this.database = file == null ? builtIn() : read(file);
    }

    /**
     * Reads a database into memory.
     *
     * @param file the operator's file; the built-in one where empty
     * @throws IOException if it cannot be read as a country database; the message says so in terms of
     *     {@code FOOTFALL_GEOIP}
     */
    public static Countries open(Optional<Path> file) throws IOException {
        return new Countries(file.orElse(null));
    }

    /** The ISO 3166-1 alpha-2 code of the country, or {@link Value#UNKNOWN}. */
    public Value of(InetAddress address) {
        Reader reader = database.reader();
        // Asked for an IPv6 address, the reader of an IPv4-only file walks it by the first bits and finds somebody
        // else.
        boolean beyondFile =
                address instanceof Inet6Address && reader.getMetadata().ipVersion() == 4;
        if (beyondFile || isNowhere(address)) {
            return Value.UNKNOWN;
        }
        try {
            return look(reader, address);
        } catch (IOException | RuntimeException e) {
            // A damaged place in the file, or an IPv6 address asked of an IPv4-only one. Not thrown on: the message of
            // the
            // library's exceptions holds the address. Bugs show at the probe of open().
            return Value.UNKNOWN;
        }
    }

    /** Some databases have entries even for addresses that anybody uses at home. */
    private static boolean isNowhere(InetAddress address) {
        return address.isSiteLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }

    private static Value look(Reader reader, InetAddress address) throws IOException {
        DatabaseEntry.Entry entry = reader.get(address, DatabaseEntry.Entry.class);
        return entry == null ? Value.UNKNOWN : byCode(entry.code()).orElse(Value.UNKNOWN);
    }

    /** The value of a country code in capitals, or empty if ISO 3166-1 has no such country. */
    public static Optional<Value> byCode(@Nullable String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(BY_CODE.get(code));
    }

    /**
     * Reads the operator's file again if it was replaced. A broken one leaves the former in use.
     *
     * @return whether another database is in use now
     * @throws IOException as {@link #open} does
     */
    public synchronized boolean reloadIfChanged() throws IOException {
        if (file == null || Files.getLastModifiedTime(file).equals(database.modified())) {
            return false;
        }
        database = read(file);
        return true;
    }

    private static Database builtIn() throws IOException {
        try (InputStream stream = Countries.class.getResourceAsStream(BUILT_IN)) {
            if (stream == null) {
                throw new IOException("FOOTFALL_GEOIP is not set and this build has no built-in country database"
                        + " (run `npm ci && npm run build` in geoip/, or a full build)");
            }
            return new Database(reader(stream), null);
        }
    }

    private static Database read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            FileTime modified = Files.getLastModifiedTime(file);
            return new Database(reader(stream), modified);
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "FOOTFALL_GEOIP: " + file + " cannot be read as a country database in MaxMind's format: " + e, e);
        }
    }

    private static Reader reader(InputStream stream) throws IOException {
        Reader reader = new Reader(stream, new CHMCache());
        String type = reader.getMetadata().databaseType();
        String known = type.toLowerCase(Locale.ROOT);
        if (!known.contains("country") && !known.contains("city") && !known.contains("enterprise")) {
            throw new IOException("its type is \"" + type + "\", which holds no countries");
        }
        look(reader, InetAddress.getByAddress(PROBE));
        return reader;
    }

    /** A database in use; {@code modified} of the operator's file, null for the built-in one. */
    private record Database(Reader reader, @Nullable FileTime modified) {}
}

package io.footfall.enrich.geo;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import org.jspecify.annotations.Nullable;

/** The shapes of a database's entries. They are public because the library makes them by reflection. */
final class DatabaseEntry {

    private DatabaseEntry() {}

    /** The two known shapes of an entry in one: {@code country_code}, and MaxMind's own {@code country.iso_code}. */
    public record Entry(
            @Nullable String countryCode, @Nullable Country country) {

        @MaxMindDbConstructor
        public Entry(
                @MaxMindDbParameter(name = "country_code") @Nullable String countryCode,
                @MaxMindDbParameter(name = "country") @Nullable Country country) {
            this.countryCode = countryCode;
            this.country = country;
        }

        @Nullable
        String code() {
            return country == null ? countryCode : country.isoCode();
        }
    }

    /** MaxMind's own country. */
    public record Country(@Nullable String isoCode) {

        @MaxMindDbConstructor
        public Country(@MaxMindDbParameter(name = "iso_code") @Nullable String isoCode) {
            this.isoCode = isoCode;
        }
    }
}

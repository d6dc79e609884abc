package io.footfall.event;

import io.footfall.event.JsonFields.Unfit;
import io.footfall.measure.Fact;
import io.footfall.measure.Vital;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one event of a report. */
final class EventFields {

    /** The most characters of a URL. */
    static final int MAX_URL = 4_000;

    private static final int MAX_NAME = 200;
    private static final int MAX_PAGE = 100_000;
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_REACHED = 20;
    private static final int MAX_TITLE = 1_000;
    private static final int MAX_STEP = 20;
    private static final int MAX_PROPERTIES = 10;
    private static final int MAX_PROPERTY_NAME = 50;
    private static final int MAX_PROPERTY = 100;
    private static final double MAX_VITAL = 3_600_000;

    private final JsonFields json;
    private @Nullable String type;
    private @Nullable Raw url;
    private @Nullable Raw from;
    private @Nullable Raw exitBefore;
    private @Nullable Raw name;
    private @Nullable Integer page;
    private @Nullable Integer seconds;
    private boolean first;
    private boolean firstView;
    private List<String> reached = List.of();
    private List<Event.Property> properties = List.of();
    private Event.@Nullable Revenue revenue;
    private @Nullable Raw title;
    private @Nullable Raw target;
    private @Nullable Raw funnel;
    private @Nullable Integer step;
    private final Map<Vital, Double> vitals = new EnumMap<>(Vital.class);

    EventFields(JsonFields json) {
        this.json = json;
    }

    Event read() throws IOException, Unfit {
        json.object(this::field);
        if (type == null) {
            throw json.missing("type");
        }
        return switch (type) {
            case "pageview" -> new Event.Pageview(url(), page(), from, exitBefore, firstView, title);
            case "engagement" -> new Event.Engagement(url(), seconds(), reached);
            case "event" -> new Event.Named(name(), url(), first, properties, revenue);
            case "outbound" -> automatic(Fact.Automatic.Kind.OUTBOUND);
            case "download" -> automatic(Fact.Automatic.Kind.DOWNLOAD);
            case "notfound" -> automatic(Fact.Automatic.Kind.NOTFOUND);
            case "search" -> automatic(Fact.Automatic.Kind.SEARCH);
            case "form" -> automatic(Fact.Automatic.Kind.FORM);
            case "vitals" -> new Event.Vitals(url(), vitals);
            case "step" -> new Event.Step(required("funnel", funnel), step());
            default -> throw json.unfit("type", "is not a type of event that is known");
        };
    }

    private void field(String field) throws IOException, Unfit {
        switch (field) {
            case "type" -> type = json.text(20);
            case "url" -> url = new Raw(json.text(MAX_URL));
            case "from" -> from = json.rawOrNull(MAX_URL);
            case "exitBefore" -> exitBefore = json.rawOrNull(MAX_URL);
            case "name" -> name = json.prose(MAX_NAME);
            case "title" -> title = json.isNull() ? null : json.prose(MAX_TITLE);
            case "target" -> target = json.isNull() ? null : json.prose(MAX_URL);
            case "funnel" -> funnel = json.prose(MAX_NAME);
            case "step" -> step = json.integer(1, MAX_STEP);
            case "page" -> page = json.integer(1, MAX_PAGE);
            case "seconds" -> seconds = json.integer(0, MAX_SECONDS);
            case "first" -> first = json.bool();
            case "firstView" -> firstView = json.bool();
            case "reached" -> reached = reached();
            case "props" -> properties = json.isNull() ? List.of() : properties();
            case "revenue" -> revenue = json.isNull() ? null : new RevenueFields(json).read();
            case "lcp" -> vital(Vital.LCP);
            case "inp" -> vital(Vital.INP);
            case "cls" -> vital(Vital.CLS);
            case "fcp" -> vital(Vital.FCP);
            case "ttfb" -> vital(Vital.TTFB);
            default -> json.skip();
        }
    }

    private void vital(Vital vital) throws IOException, Unfit {
        if (!json.isNull()) {
            vitals.put(vital, json.number(MAX_VITAL));
        }
    }

    private Event automatic(Fact.Automatic.Kind kind) throws Unfit {
        return new Event.Automatic(kind, required("target", target), url(), first);
    }

    private List<Event.Property> properties() throws IOException, Unfit {
        List<Event.Property> list = new ArrayList<>();
        json.object(property -> {
            if (list.size() == MAX_PROPERTIES || property.isBlank() || property.length() > MAX_PROPERTY_NAME) {
                throw json.unfitParent("must have at most " + MAX_PROPERTIES + " entries with names of 1 to "
                        + MAX_PROPERTY_NAME + " characters");
            }
            list.add(new Event.Property(new Raw(property), propertyValue()));
        });
        return list;
    }

    /** Its name is the sender's own text, so a complaint names the object around it. */
    private Raw propertyValue() throws IOException, Unfit {
        try {
            return new Raw(json.scalar(MAX_PROPERTY));
        } catch (Unfit unfit) {
            throw json.unfitParent("must have values that are strings, numbers or booleans of at most " + MAX_PROPERTY
                    + " characters");
        }
    }

    private Raw required(String field, @Nullable Raw raw) throws Unfit {
        if (raw == null) {
            throw json.missing(field);
        }
        if (raw.text().isBlank()) {
            throw json.unfit(field, "must not be empty");
        }
        return raw;
    }

    private int step() throws Unfit {
        if (step == null) {
            throw json.missing("step");
        }
        return step;
    }

    private List<String> reached() throws IOException, Unfit {
        List<String> list = new ArrayList<>();
        json.array(MAX_REACHED, i -> list.add(json.text(20)));
        return List.copyOf(list);
    }

    private Raw url() throws Unfit {
        if (url == null) {
            throw json.missing("url");
        }
        return url;
    }

    private Raw name() throws Unfit {
        return required("name", name);
    }

    private int page() throws Unfit {
        if (page == null) {
            throw json.missing("page");
        }
        return page;
    }

    private int seconds() throws Unfit {
        if (seconds == null) {
            throw json.missing("seconds");
        }
        return seconds;
    }
}

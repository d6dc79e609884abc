package io.footfall.event;

import io.footfall.event.JsonFields.Unfit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one event of a report. */
final class EventFields {

    /** The most characters of a URL. */
    static final int MAX_URL = 4_000;

    private static final int MAX_NAME = 200;
    private static final int MAX_PAGE = 100_000;
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_REACHED = 20;

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

    EventFields(JsonFields json) {
        this.json = json;
    }

    Event read() throws IOException, Unfit {
        json.object(this::field);
        if (type == null) {
            throw json.missing("type");
        }
        return switch (type) {
            case "pageview" -> new Event.Pageview(url(), page(), from, exitBefore, firstView);
            case "engagement" -> new Event.Engagement(url(), seconds(), reached);
            case "event" -> new Event.Named(name(), url(), first);
            case "vitals", "step", "outbound", "download", "notfound", "search", "form" -> new Event.Uncounted(type);
            default -> throw json.unfit("type", "is not a type of event that is known");
        };
    }

    private void field(String field) throws IOException, Unfit {
        switch (field) {
            case "type" -> type = json.text(20);
            case "url" -> url = new Raw(json.text(MAX_URL));
            case "from" -> from = rawOrNull();
            case "exitBefore" -> exitBefore = rawOrNull();
            case "name" -> name = new Raw(json.text(MAX_NAME));
            case "page" -> page = json.integer(1, MAX_PAGE);
            case "seconds" -> seconds = json.integer(0, MAX_SECONDS);
            case "first" -> first = json.bool();
            case "firstView" -> firstView = json.bool();
            case "reached" -> reached = reached();
            default -> json.skip();
        }
    }

    private @Nullable Raw rawOrNull() throws IOException, Unfit {
        String text = json.textOrNull(MAX_URL);
        return text == null ? null : new Raw(text);
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
        if (name == null) {
            throw json.missing("name");
        }
        if (name.text().isBlank()) {
            throw json.unfit("name", "must not be empty");
        }
        return name;
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

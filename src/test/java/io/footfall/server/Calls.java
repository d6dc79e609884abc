package io.footfall.server;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What browsers and an administrator say to a server, and what it answers. Every answer is shown to a listener. */
public final class Calls {

    /** A browser that is no program. */
    public static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/126.0.0.0 Safari/537.36";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final Consumer<HttpResponse<byte[]>> listener;

    public Calls(ServerProcess server) {
        this(server, answer -> {});
    }

    public Calls(ServerProcess server, Consumer<HttpResponse<byte[]>> listener) {
        this.url = server.url();
        this.listener = listener;
    }

    /** A request to a path of the public port, without any header but those that HTTP needs. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE);
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        listener.accept(answer);
        return answer;
    }

    /** A browser's POST from a page of an origin. */
    public HttpRequest.Builder post(String path, String origin, byte[] body) {
        return request(path)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("User-Agent", BROWSER)
                .header("Origin", origin)
                .POST(BodyPublishers.ofByteArray(body));
    }

    public HttpResponse<byte[]> events(JsonObject report) throws IOException, InterruptedException {
        return send(post("/collect/events", "https://" + report.getString("site"), bytes(report)));
    }

    public HttpResponse<byte[]> consent(JsonObject choice) throws IOException, InterruptedException {
        return send(post("/collect/consent", "https://" + choice.getString("site"), bytes(choice)));
    }

    /** The receipt of somebody who allows statistics and nothing else. */
    public String receipt(String site) throws IOException, InterruptedException {
        JsonObject choice = new JsonObject()
                .put("site", site)
                .put("policy", 1)
                .put("how", "choose")
                .put("allow", new JsonArray().add("statistics"));
        return json(expect(200, consent(choice))).getString("receipt");
    }

    /** A request to the API with the administrator's token. */
    public HttpRequest.Builder api(String path) {
        return request("/api/v1" + path).header("Authorization", "Bearer " + ServerProcess.ADMIN_TOKEN);
    }

    public JsonObject get(String path) throws IOException, InterruptedException {
        return json(expect(200, send(api(path))));
    }

    /** Creates a site with all thresholds at 1, or with the standard ones. */
    public void createSite(String domain, boolean open) throws IOException, InterruptedException {
        JsonObject draft = new JsonObject().put("domain", domain).put("timezone", "UTC");
        if (open) {
            draft.put(
                    "thresholds",
                    new JsonObject().put("value", 1).put("pair", 1).put("crowd", 1));
        }
        expect(201, send(json(api("/sites"), draft)));
    }

    public static HttpRequest.Builder json(HttpRequest.Builder request, JsonObject body) {
        return request.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(bytes(body)));
    }

    public void merge() throws IOException, InterruptedException {
        expect(204, send(api("/merge").POST(BodyPublishers.noBody())));
    }

    /** The totals of the standard range of days. */
    public JsonObject totals(String site) throws IOException, InterruptedException {
        return get("/sites/" + site + "/stats?metrics=visitors,visits,pageviews,events")
                .getJsonObject("totals");
    }

    /** The values of a breakdown with one of its figures, as {@code value=figure}. */
    public List<String> rows(String site, String by, String metric) throws IOException, InterruptedException {
        JsonArray rows = get("/sites/" + site + "/stats?metrics=" + metric + "&order=-" + metric + "&by=" + by)
                .getJsonArray("rows");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            JsonObject row = rows.getJsonObject(i);
            texts.add(row.getString("value") + "=" + row.getValue(metric));
        }
        return texts;
    }

    public static HttpResponse<byte[]> expect(int status, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError(answer + " instead of " + status + ": " + text(answer));
        }
        return answer;
    }

    public static JsonObject json(HttpResponse<byte[]> answer) {
        return new JsonObject(text(answer));
    }

    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    public static byte[] bytes(JsonObject json) {
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }
}

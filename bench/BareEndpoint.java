import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;

/** The least that an end point of this kind can do: reads the body and answers 204. The measure of {@code bench/collect}. */
public final class BareEndpoint {

    /** Listens on loopback on the given port, on as many event loops as there are processors. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
        vertx.deployVerticle(
                        () -> new AbstractVerticle() {
                            @Override
                            public void start() {
                                getVertx()
                                        .createHttpServer(options)
                                        .requestHandler(request -> request.body()
                                                .onSuccess(body -> request.response().setStatusCode(204).end()))
                                        .listen();
                            }
                        },
                        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
                .await();
        System.out.println("ready");
    }
}

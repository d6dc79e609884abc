package io.footfall.merge;

import io.footfall.db.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** Stands between a client and PostgreSQL, and cuts the connection at one message of the client. */
final class CuttingProxy implements AutoCloseable {

    /** Where it cuts. */
    enum Cut {
        /** The message does not arrive. */
        BEFORE_MESSAGE,
        /** The message arrives and is obeyed; its answer is lost: the client cannot know. */
        BEFORE_ANSWER
    }

    private final ServerSocket listening;
    private final String database;
    private final int target;
    private final Cut cut;
    private final CountDownLatch answered = new CountDownLatch(1);
    private int left;
    private boolean hasCut;

    CuttingProxy(TestDatabase database, Cut cut, int message) throws IOException {
        this.database = database.url();
        this.target = URI.create(database.url()).getPort();
        this.cut = cut;
        this.left = message;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** A pool of one connection to the database, through here. */
    Pool pool(Vertx vertx) {
        return PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(database).setPort(listening.getLocalPort()))
                .with(new PoolOptions().setMaxSize(1))
                .using(vertx)
                .build();
    }

    synchronized boolean hasCut() {
        return hasCut;
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException closed) {
                // the connection is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            start(() -> {
                try (client;
                        server) {
                    requests(client, server);
                }
            });
            start(() -> {
                try (client;
                        server) {
                    answers(client, server);
                }
            });
        }
    }

    private void requests(Socket client, Socket server) throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 20];
        InputStream in = client.getInputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            boolean last = isLast();
            if (last && cut == Cut.BEFORE_MESSAGE) {
                return;
            }
            server.getOutputStream().write(buffer, 0, n);
            if (last) {
                answered.await();
                return;
            }
        }
    }

    private synchronized boolean isLast() {
        left--;
        hasCut |= left == 0;
        return left == 0;
    }

    private void answers(Socket client, Socket server) throws IOException {
        byte[] buffer = new byte[1 << 16];
        InputStream in = server.getInputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (hasCut()) {
                answered.countDown();
                return;
            }
            client.getOutputStream().write(buffer, 0, n);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}

package io.footfall.enrich.agent;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.footfall.event.Raw;
import io.footfall.measure.Value;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import ua_parser.Parser;

/**
 * User-Agents to their classes. A parse takes about a millisecond, so it happens once for each, on threads of its own, and
 * the classes are kept under a keyed hash of the text; the text itself is not. When more unknown User-Agents come than
 * those threads can read, their classes are unknown: a flood costs accuracy and nothing else. Any thread may ask.
 */
public final class Agents implements AutoCloseable {

    /** Longer User-Agents are cut: real ones have at most some 300 characters. */
    static final int MAX_LENGTH = 512;

    private static final int KEPT = 10_000;
    private static final int THREADS = 2;

    private final AsyncCache<UserAgentKey, AgentClass> known =
            Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).buildAsync();
    private final Bots bots = Bots.load();
    private final Parser parser = new Parser();
    private final UserAgentKey.Hash hash;
    private final ThreadPoolExecutor threads;

    private Agents(byte[] secret, int waiting) {
        this.hash = new UserAgentKey.Hash(secret);
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(waiting), Agents::thread);
    }

    /**
     * Reads the lists, which takes about half a second.
     *
     * @param random for the key of the cache: a secure one, in production
     * @throws IllegalStateException if this build lacks a list
     */
    public static Agents load(RandomGenerator random) {
        return load(random, 256);
    }

    /** @param waiting the most User-Agents that wait to be parsed */
    static Agents load(RandomGenerator random, int waiting) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return new Agents(secret, waiting);
    }

    /**
     * The classes of a User-Agent; complete at once where they are known, otherwise completed by a thread of this class.
     * Never fails.
     *
     * @param userAgent null or blank where the request had none: a program
     * @param hints what the browser says besides
     */
    public CompletionStage<AgentClass> classify(@Nullable Raw userAgent, ClientHints hints) {
        if (userAgent == null || userAgent.text().isBlank()) {
            return CompletableFuture.completedFuture(AgentClass.BOT);
        }
        String text = userAgent
                .text()
                .substring(0, Math.min(MAX_LENGTH, userAgent.text().length()));
        try {
            CompletableFuture<AgentClass> found = known.get(
                    hash.of(text + hints.code()),
                    (key, executor) -> CompletableFuture.supplyAsync(() -> hints.refine(parse(text)), threads));
            return found.exceptionally(failure -> AgentClass.UNKNOWN);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(AgentClass.UNKNOWN);
        }
    }

    private AgentClass parse(String userAgent) {
        if (bots.matches(userAgent)) {
            return AgentClass.BOT;
        }
        Value browser = Families.browser(parser.parseUserAgent(userAgent).family);
        Value os = Families.system(parser.parseOS(userAgent).family, userAgent);
        return new AgentClass(DeviceRule.device(userAgent), browser, os, false);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "user-agents");
        thread.setDaemon(true);
        return thread;
    }

    /** Ends the threads; what waits is dropped. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}

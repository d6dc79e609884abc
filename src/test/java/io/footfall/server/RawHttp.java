package io.footfall.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes on a connection of their own, for what no HTTP client would send. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 5_000;

    private RawHttp() {}

    /**
     * Sends the bytes and reads until the server closes the connection, or is silent.
     *
     * @return what it said; empty when it hung up without a word
     */
    public static String exchange(URI server, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
                out.flush();
                socket.shutdownOutput();
            } catch (SocketException refused) {
                // It may have hung up before it has read everything; its answer may be there all the same.
            }
            return read(socket.getInputStream());
        }
    }

    public static String exchange(URI server, String text) throws IOException {
        return exchange(server, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                answer.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException | SocketException end) {
            // As much as there was.
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}

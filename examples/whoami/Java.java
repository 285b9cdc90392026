// GET /whoami in Java, for a reverse proxy that asks your application who is signed in.

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

public class Java {
    record User(long id, String name, String email, String language) {}

    // In a servlet: response.setHeader(name, value), with the same values.
    static void whoami(User user, Headers headers) {
        if (user == null) {
            return;
        }
        headers.set("X-User-Id", Long.toString(user.id())); // the stable id, never an e-mail address
        headers.set("X-User-Name", header(user.name()));
        headers.set("X-User-Email", header(user.email()));
        headers.set("X-User-Language", header(user.language()));
    }

    // Servers write headers as Latin-1: these are the bytes of UTF-8, one character each.
    static String header(String text) {
        return text == null ? "" : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    // Below is what your application has already: a session in a cookie.
    static final Map<String, User> USERS =
        Map.of("session=alice", new User(42, "\u0141ukasz \u017bak", "lukasz@acme.example", "fr"));

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/whoami", exchange -> {
            String cookie = exchange.getRequestHeaders().getFirst("Cookie");
            whoami(cookie == null ? null : USERS.get(cookie), exchange.getResponseHeaders());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }
}

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** What mvnw fetches with where there is neither curl nor wget: java Fetch.java ADDRESS FILE. */
final class Fetch {
  public static void main(String[] arguments) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
    HttpResponse<Path> answer =
        client.send(request, BodyHandlers.ofFile(Path.of(arguments[1])));
    // What an error's page left in the file has another hash.
    System.exit(answer.statusCode() == 200 ? 0 : 1);
  }
}

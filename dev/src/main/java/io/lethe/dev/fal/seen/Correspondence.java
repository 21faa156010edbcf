package io.lethe.dev.fal.seen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Notes every request as it came in, a file for each, so that somebody else can judge afterwards
 * what was sent. Of the key only that one was sent.
 */
public final class Correspondence {
  private final Path folder;
  private final Clock clock;

  public Correspondence(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  public void note(Request request, byte[] body) throws IOException {
    ObjectNode note = Json.object();
    note.put("method", request.getMethod());
    note.put("target", request.getHttpURI().getPathQuery());
    ObjectNode headers = note.putObject("headers");
    for (HttpField field : request.getHeaders()) {
      boolean key = field.getHeader() == HttpHeader.AUTHORIZATION;
      headers.put(field.getName().toLowerCase(Locale.ROOT), key ? "(a key)" : field.getValue());
    }
    note.put("body", Base64.getEncoder().encodeToString(body));
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "draft", ".part");
    Files.write(draft, Json.MAPPER.writeValueAsBytes(note));
    Files.move(
        draft,
        folder.resolve(clock.millis() + "-" + UUID.randomUUID() + ".json"),
        StandardCopyOption.ATOMIC_MOVE);
  }
}

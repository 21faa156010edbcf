package io.lethe.dev.fal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulator's disk: what it accepted, the source of what it has still to render, and the videos
 * that did not expire yet. All of it is in memory too and is read back after a restart.
 */
final class RequestFolder {
  static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

  private static final Logger LOG = LoggerFactory.getLogger(RequestFolder.class);

  private final Path requests;
  private final Path sources;
  private final Path videos;
  private final Path work;
  private final Map<String, SimulatedRequest> known = new ConcurrentHashMap<>();

  /** When each video expires, by its name. */
  private final Map<String, Instant> served = new ConcurrentHashMap<>();

  private RequestFolder(Path folder) {
    requests = folder.resolve("requests");
    sources = folder.resolve("sources");
    videos = folder.resolve("videos");
    work = folder.resolve("work");
  }

  /** Reads what an earlier run left; what that run had half done is thrown away. */
  static RequestFolder open(Path folder) throws IOException {
    RequestFolder opened = new RequestFolder(folder);
    for (Path part : List.of(opened.requests, opened.sources, opened.videos, opened.work)) {
      Files.createDirectories(part);
    }
    try (DirectoryStream<Path> halfDone = Files.newDirectoryStream(opened.work)) {
      for (Path file : halfDone) {
        Files.delete(file);
      }
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(opened.requests, "*.json")) {
      for (Path file : left) {
        opened.read(file);
      }
    }
    return opened;
  }

  private void read(Path file) throws IOException {
    try {
      SimulatedRequest request = MAPPER.readValue(file.toFile(), SimulatedRequest.class);
      remember(request);
    } catch (IOException unreadable) {
      LOG.warn("A request of an earlier run can't be read; it is forgotten");
      Files.delete(file);
    }
  }

  private void remember(SimulatedRequest request) {
    known.put(request.id(), request);
    if (request.stage() instanceof SimulatedRequest.Finished done && !done.video().isEmpty()) {
      served.put(done.video(), done.expires());
    }
  }

  Collection<SimulatedRequest> all() {
    return List.copyOf(known.values());
  }

  Optional<SimulatedRequest> find(String id) {
    return Optional.ofNullable(known.get(id));
  }

  void accept(SimulatedRequest request, byte[] source) {
    try {
      Files.write(source(request.id()), source);
      save(request);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Keeps the next stage; the source goes with the end of the work. */
  void save(SimulatedRequest request) {
    try {
      Path fresh = work.resolve(request.id() + ".json");
      Files.write(fresh, MAPPER.writeValueAsBytes(request));
      Files.move(
          fresh,
          requests.resolve(request.id() + ".json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      remember(request);
      if (request.over()) {
        Files.deleteIfExists(source(request.id()));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Path source(String id) {
    return sources.resolve(id);
  }

  Path video(String name) {
    return videos.resolve(name + ".mp4");
  }

  /** A place for a file in the making. */
  Path work(String name) {
    return work.resolve(name);
  }

  /** A video that did not expire. */
  Optional<Path> servable(String name, Instant now) {
    return Optional.ofNullable(served.get(name)).filter(now::isBefore).map(expires -> video(name));
  }

  /**
   * Deletes the videos that expired and forgets the requests whose result is forgotten and whose
   * video is gone.
   */
  void sweep(Instant now) throws IOException {
    for (SimulatedRequest request : all()) {
      boolean videoGone = true;
      if (request.stage() instanceof SimulatedRequest.Finished done && !done.video().isEmpty()) {
        videoGone = !now.isBefore(done.expires());
        if (videoGone) {
          served.remove(done.video());
          Files.deleteIfExists(video(done.video()));
        }
      }
      if (videoGone && request.over() && request.resultForgotten(now)) {
        Files.deleteIfExists(requests.resolve(request.id() + ".json"));
        known.remove(request.id());
      }
    }
  }
}

package io.lethe.dev.fal.queue;

import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulator's disk: what it accepted, the inputs of what it has still to render, and the videos
 * that did not expire yet. All of it is in memory too and is read back after a restart.
 */
public final class RequestFolder {
  private static final Logger LOG = LoggerFactory.getLogger(RequestFolder.class);

  /** What the list of requests shows when it isn't told from when. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final LiveKnobs knobs;
  private final Path requests;
  private final Path inputs;
  private final Path videos;
  private final Path work;
  private final Map<String, SimulatedRequest> known = new ConcurrentHashMap<>();

  /** Whose each video is, by its name. */
  private final Map<String, String> owners = new ConcurrentHashMap<>();

  private RequestFolder(Path folder, LiveKnobs knobs) {
    this.knobs = knobs;
    requests = folder.resolve("requests");
    inputs = folder.resolve("inputs");
    videos = folder.resolve("videos");
    work = folder.resolve("work");
  }

  /** Reads what an earlier run left; what that run had half done is thrown away. */
  public static RequestFolder open(Path folder, LiveKnobs knobs) throws IOException {
    RequestFolder opened = new RequestFolder(folder, knobs);
    for (Path part : List.of(opened.requests, opened.inputs, opened.videos, opened.work)) {
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
      remember(Json.MAPPER.readValue(file.toFile(), SimulatedRequest.class));
    } catch (IOException unreadable) {
      LOG.warn("A request of an earlier run can't be read; it is forgotten");
      Files.delete(file);
    }
  }

  private void remember(SimulatedRequest request) {
    known.put(request.id(), request);
    if (request.stage() instanceof SimulatedRequest.Finished done && !done.video().isEmpty()) {
      owners.put(done.video(), request.id());
    }
  }

  public Collection<SimulatedRequest> all() {
    return List.copyOf(known.values());
  }

  public Optional<SimulatedRequest> find(String id) {
    return Optional.ofNullable(known.get(id));
  }

  /** The request that made a video. */
  public Optional<SimulatedRequest> ownerOf(String video) {
    return Optional.ofNullable(owners.get(video)).flatMap(this::find);
  }

  /**
   * @param inline the inputs that came with it, by field
   */
  public void accept(SimulatedRequest request, Map<String, byte[]> inline) {
    try {
      for (Map.Entry<String, byte[]> file : inline.entrySet()) {
        Files.write(input(request.id(), file.getKey()), file.getValue());
      }
      save(request);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Keeps what becomes of a request; the inputs go with the end of the work.
   *
   * @return the request as it is then
   */
  public synchronized SimulatedRequest update(String id, UnaryOperator<SimulatedRequest> change) {
    SimulatedRequest next = change.apply(find(id).orElseThrow());
    save(next);
    notifyAll();
    return next;
  }

  /**
   * Waits for what a change of any request can bring about.
   *
   * @return whether it came about in time
   */
  public synchronized boolean await(BooleanSupplier condition, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private void save(SimulatedRequest request) {
    try {
      Path fresh = work.resolve(request.id() + ".json");
      Files.write(fresh, Json.MAPPER.writeValueAsBytes(request));
      Files.move(
          fresh,
          requests.resolve(request.id() + ".json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      if (request.over()) {
        deleteInputs(request.id());
      }
      remember(request);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void deleteInputs(String id) throws IOException {
    SimulatedRequest before = known.get(id);
    if (before != null && before.work().isPresent()) {
      for (SimulatedRequest.Input input : before.work().get().inputs()) {
        Files.deleteIfExists(input(id, input.field()));
      }
    }
  }

  /** Where an input of a request lies while it is worked on. */
  public Path input(String id, String field) {
    return inputs.resolve(id + "." + field);
  }

  public Path video(String name) {
    return videos.resolve(name + ".mp4");
  }

  /** A place for a file in the making. */
  public Path work(String name) {
    return work.resolve(name);
  }

  /** Deletes the videos that expired; forgets requests that are so old that nothing lists them. */
  public void sweep(Instant now) throws IOException {
    for (SimulatedRequest request : all()) {
      if (request.stage() instanceof SimulatedRequest.Finished done
          && request.video(now, knobs.now()).isEmpty()) {
        deleteVideo(done.video());
      }
      boolean old = request.ended().map(end -> now.isAfter(end.plus(REMEMBERED))).orElse(false);
      if (old && request.video(now, knobs.now()).isEmpty()) {
        Files.deleteIfExists(requests.resolve(request.id() + ".json"));
        known.remove(request.id());
      }
    }
  }

  /** Deletes a video, if there is one. */
  public void deleteVideo(String name) throws IOException {
    if (owners.remove(name) != null) {
      Files.deleteIfExists(video(name));
    }
  }
}
